package dev.offboard.messaging.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void a_password() throws IOException {
    file = Files.writeString(folder.resolve("session.password"), "old\n");
  }

  @Test
  void it_is_read_at_each_attempt() throws IOException {
    PasswordFile password = new PasswordFile(file);
    assertThat(password.forAttempt()).isEqualTo("old");

    Files.writeString(file, "new");

    assertThat(password.forAttempt()).isEqualTo("new");
  }

  @Test
  void while_another_is_on_offer_both_are_tried() throws IOException {
    Files.writeString(PasswordFile.offered(file), "next\n");

    assertThat(new PasswordFile(file, () -> true).forAttempt()).isEqualTo("next");
    assertThat(new PasswordFile(file, () -> false).forAttempt()).isEqualTo("old");
  }

  @Test
  void when_it_was_taken_only_it_is_tried() throws IOException {
    Path next = Files.writeString(PasswordFile.offered(file), "next");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(new PasswordFile(file, () -> true).forAttempt()).isEqualTo("next");
    assertThat(new PasswordFile(file, () -> false).forAttempt()).isEqualTo("next");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    PasswordFile missing = new PasswordFile(folder.resolve("nobody.password"));

    assertThatThrownBy(missing::forAttempt)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nobody.password");
  }

  @Test
  void it_does_not_show_itself() {
    assertThat(new PasswordFile(file).toString()).doesNotContain("old");
  }
}
