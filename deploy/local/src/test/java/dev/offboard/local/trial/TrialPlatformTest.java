package dev.offboard.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialPlatformTest {
  @Test
  void a_directory_with_something_in_it_is_not_touched(@TempDir Path directory) throws IOException {
    Path somebodys = Files.writeString(directory.resolve("platform.json"), "{}");

    assertThatThrownBy(() -> TrialPlatform.during(Optional.of(directory), event -> {}, trial -> 1))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("isn't empty (expected: a fresh directory). Nothing was started");
    assertThat(somebodys).hasContent("{}");
  }
}
