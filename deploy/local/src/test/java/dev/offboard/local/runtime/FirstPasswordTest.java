package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPasswordTest {
  @TempDir Path secrets = Path.of("");

  @Test
  void it_is_shown_once_and_then_nowhere() throws IOException {
    FirstPassword first = new FirstPassword(secrets);
    Path file = first.make();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String password = Files.readString(file);
    assertThat(first.make()).hasContent(password);

    assertThat(first.take()).contains(password);

    assertThat(first.take()).isEmpty();
    assertThat(first.make()).doesNotExist();
    try (Stream<Path> left = Files.walk(secrets)) {
      assertThat(left.filter(Files::isRegularFile)).allSatisfy(it -> assertThat(it).isEmptyFile());
    }
  }
}
