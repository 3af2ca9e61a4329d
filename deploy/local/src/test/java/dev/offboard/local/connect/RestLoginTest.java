package dev.offboard.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestLoginTest {
  private static final RestLogin LOGIN = new RestLogin("s3cret_-");

  @TempDir Path folder;

  @Test
  void a_request_says_it_as_rfc_7617_has_it() {
    assertThat(LOGIN.authorization()).isEqualTo("Basic b2ZmYm9hcmQ6czNjcmV0Xy0=");
  }

  @Test
  void what_it_is_compared_with_is_in_files_for_their_owner_only_and_not_in_the_option()
      throws IOException {
    String option = LOGIN.expectedIn(folder);

    assertThat(option).startsWith("-Djava.security.auth.login.config=").doesNotContain("s3cret");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> written = files.toList();
      assertThat(written).hasSize(2);
      for (Path file : written) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void it_is_not_in_logs() {
    assertThat(LOGIN.toString()).doesNotContain("s3cret");
  }
}
