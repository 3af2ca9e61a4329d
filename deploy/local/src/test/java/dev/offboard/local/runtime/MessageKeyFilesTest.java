package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageKeyFilesTest {
  @TempDir Path folder;
  private MessageKeyFiles keys = new MessageKeyFiles(Path.of(""));
  private String first = "";

  @BeforeEach
  void an_installation() throws IOException {
    keys = new MessageKeyFiles(folder);
    for (Service service : Service.values()) {
      keys.of(service);
    }
    first = line(Service.ORCHESTRATOR, "to.session");
  }

  @Test
  void writer_and_reader_have_the_same_key_and_no_two_pairs_do() throws IOException {
    assertThat(line(Service.SESSION, "from.orchestrator")).isEqualTo(first);
    assertThat(line(Service.IDENTITY, "from.orchestrator")).isNotEqualTo(first);
    assertThat(line(Service.ORCHESTRATOR, "to.audit")).isNotEqualTo(first);
  }

  @Test
  void what_is_offered_is_read_with_and_not_yet_written_with() throws IOException {
    keys.offerNew();

    List<String> offered = List.of(line(Service.SESSION, "from.orchestrator").split(","));
    assertThat(offered).hasSize(2).startsWith(first);
    assertThat(line(Service.ORCHESTRATOR, "to.session").split(",")[0]).isEqualTo(first);
  }

  @Test
  void what_is_taken_is_written_with_and_the_one_before_is_read_with() throws IOException {
    keys.offerNew();
    String offered = line(Service.SESSION, "from.orchestrator").split(",")[1];

    keys.takeNew();

    assertThat(line(Service.ORCHESTRATOR, "to.session").split(",")[0]).isEqualTo(offered);
    assertThat(line(Service.SESSION, "from.orchestrator")).isEqualTo(offered + "," + first);
    assertThat(line(Service.SESSION, "from.session").split(",")).hasSize(2);
  }

  @Test
  void replaced_again_the_first_is_gone_and_there_are_never_more_than_two() throws IOException {
    for (int i = 0; i < 3; i++) {
      keys.offerNew();
      keys.takeNew();
    }

    assertThat(line(Service.SESSION, "from.orchestrator").split(","))
        .hasSize(2)
        .doesNotContain(first);
  }

  @Test
  void what_is_forgotten_is_in_no_file_and_nobody_else_can_read_them() throws IOException {
    keys.offerNew();
    keys.takeNew();

    keys.forgetOld();

    assertThat(line(Service.SESSION, "from.orchestrator")).doesNotContain(",", first);
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  private String line(Service service, String name) throws IOException {
    Properties lines = new Properties();
    try (var in =
        Files.newBufferedReader(folder.resolve(service.toString()).resolve("message-keys"))) {
      lines.load(in);
    }
    return String.valueOf(lines.getProperty(name));
  }
}
