package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.note.SigningKey;
import dev.offboard.local.journal.PlatformFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {
  @TempDir Path directory;

  @Test
  void it_is_made_once_and_kept() throws Exception {
    SigningKeyFile key = new SigningKeyFile(directory.resolve("signer"));
    Path file = key.make();
    String first = Files.readString(file);

    assertThat(key.make()).isEqualTo(file);
    assertThat(file).hasContent(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(key.verifier()).isEqualTo(SigningKey.parse(first).verifier());
    assertThat(key.verifier().toString()).doesNotContain(first);
  }

  @Test
  void no_two_installations_have_a_log_of_the_same_name() {
    SigningKeyFile one = new SigningKeyFile(directory.resolve("one"));
    SigningKeyFile other = new SigningKeyFile(directory.resolve("other"));
    one.make();
    other.make();

    assertThat(one.verifier().name())
        .startsWith("audit.offboard.internal/")
        .isNotEqualTo(other.verifier().name());
  }

  @Test
  void before_the_first_start_there_is_none() {
    SigningKeyFile key = new SigningKeyFile(directory.resolve("none"));
    assertThat(key.published()).isEmpty();
    assertThatThrownBy(key::verifier).isInstanceOf(PlatformFailure.class);
  }
}
