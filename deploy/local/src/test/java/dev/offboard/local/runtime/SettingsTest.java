package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;
  DataDirectory data;
  Settings settings;

  @BeforeEach
  void an_installation() {
    data = DataDirectory.at(folder).create();
    settings = new Settings(data);
  }

  @Test
  void nothing_is_set_at_first() {
    assertThat(settings.read()).isEmpty();
  }

  @Test
  void what_is_written_is_read_and_nobody_else_can_read_it() throws IOException {
    Map<String, String> some =
        Map.of("offboard.participant.limit.users", "5000", "a.path", "c:\\new\\table");

    settings.write(some);

    assertThat(settings.read()).isEqualTo(some);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.settings())))
        .isEqualTo("rw-------");
  }

  @Test
  void what_an_operator_wrote_by_hand_is_read() throws IOException {
    Files.writeString(data.settings(), "# more\noffboard.participant.limit.users = 5000\n");

    assertThat(settings.read())
        .containsExactly(Map.entry("offboard.participant.limit.users", "5000"));
  }

  @Test
  void nonsense_starts_nothing() throws IOException {
    Files.writeString(data.settings(), "name=\\u12\n");

    assertThatThrownBy(settings::read)
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("No service was started");
  }
}
