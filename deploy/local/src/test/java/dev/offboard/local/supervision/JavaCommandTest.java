package dev.offboard.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void a_start_up_cache_is_used_for_the_jar_it_was_made_from_alone(@TempDir Path app)
      throws IOException {
    JavaCommand java =
        new JavaCommand(Path.of("java"), Path.of("data"), app, JavaCommand.Startup.USE_CACHE);
    Path jar = Files.createFile(app.resolve("session.jar"));
    Path cache = Files.createFile(app.resolve("app.aot"));
    FileTime now = FileTime.from(Instant.now());
    FileTime before = FileTime.from(now.toInstant().minusSeconds(1));

    Files.setLastModifiedTime(jar, before);
    Files.setLastModifiedTime(cache, now);
    assertThat(session(java)).contains("-XX:AOTCache=app.aot");

    Files.setLastModifiedTime(jar, now);
    Files.setLastModifiedTime(cache, before);
    assertThat(session(java)).noneMatch(it -> it.startsWith("-XX:AOTCache"));

    Files.delete(cache);
    assertThat(session(java)).noneMatch(it -> it.startsWith("-XX:AOTCache"));
  }

  private static List<String> session(JavaCommand java) {
    return java.ofJar(new ProcessName("session"), List.of(), List.of("session.jar"));
  }
}
