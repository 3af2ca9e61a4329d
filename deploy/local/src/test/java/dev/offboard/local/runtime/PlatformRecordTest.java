package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformRecordTest {
  private static final ProcessName KAFKA = new ProcessName("kafka");

  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void open() {
    data = DataDirectory.at(folder);
  }

  @Test
  void what_is_written_is_read_back() {
    ProcessRecord kafka =
        new ProcessRecord(
            KAFKA,
            4711,
            Instant.parse("2026-11-23T10:00:00.120Z"),
            "-Doffboard.process=/data#kafka",
            List.of("stop", "it"),
            Duration.ofSeconds(20),
            "127.0.0.1:19092");
    PlatformRecord written =
        new PlatformRecord(
            ProcessRecord.ofThisProcess(SupervisorProcess.NAME, Duration.ofSeconds(75)),
            Scope.PLATFORM,
            Map.of("kafka", 19092, "orchestrator", 8080),
            List.of(kafka),
            true);

    written.writeTo(data);

    assertThat(PlatformRecord.read(data)).contains(written);
  }

  @Test
  void a_directory_without_the_file_was_never_started() {
    assertThat(PlatformRecord.read(data)).isEmpty();
  }

  @Test
  void only_the_owner_can_read_it() throws IOException {
    new PlatformRecord(null, Scope.INFRASTRUCTURE, Map.of(), List.of(), false).writeTo(data);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("platform.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void it_is_supervised_while_the_supervisor_runs() {
    ProcessRecord thisProgram =
        ProcessRecord.ofThisProcess(SupervisorProcess.NAME, Duration.ofSeconds(1));

    assertThat(record(thisProgram).isSupervised()).isTrue();
  }

  @Test
  void a_process_that_got_the_same_number_later_is_not_the_supervisor() {
    long ownPid = ProcessHandle.current().pid();
    ProcessRecord earlier =
        new ProcessRecord(
            SupervisorProcess.NAME,
            ownPid,
            Instant.parse("2020-01-01T00:00:00Z"),
            "",
            List.of(),
            Duration.ofSeconds(1),
            "");
    ProcessRecord otherArguments =
        new ProcessRecord(
            SupervisorProcess.NAME,
            ownPid,
            ProcessHandle.current().info().startInstant().orElseThrow(),
            "-Doffboard.process=/somewhere/else#supervisor",
            List.of(),
            Duration.ofSeconds(1),
            "");

    assertThat(record(earlier).isSupervised()).isFalse();
    assertThat(record(otherArguments).isSupervised()).isFalse();
  }

  private static PlatformRecord record(ProcessRecord supervisor) {
    return new PlatformRecord(supervisor, Scope.PLATFORM, Map.of(), List.of(), true);
  }
}
