package dev.offboard.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  @Test
  void a_program_without_memory_ends_so_that_it_is_started_again() {
    JavaCommand java =
        new JavaCommand(
            Path.of("java"), Path.of("data"), Path.of("app"), JavaCommand.Startup.USE_CACHE);

    assertThat(java.ofJar(new ProcessName("session"), List.of(), List.of("session.jar")))
        .contains("-XX:+ExitOnOutOfMemoryError");
    assertThat(java.of(new ProcessName("kafka"), List.of(), List.of("Main")))
        .contains("-XX:+ExitOnOutOfMemoryError");
  }
}
