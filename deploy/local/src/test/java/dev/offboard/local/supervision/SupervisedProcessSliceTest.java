package dev.offboard.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real operating system processes, the smallest there are.
class SupervisedProcessSliceTest {
  private static final ProcessName NAME = new ProcessName("something");
  private static final Duration BOUND = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Journal journal;
  private SupervisedProcess process;

  @BeforeEach
  void open() {
    journal = new Journal(folder.resolve("events.jsonl"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    process.stop();
  }

  @Test
  void a_killed_process_is_started_again_under_another_id() {
    process = supervise("sleep 60", Health.up());
    process.start();
    process.firstReady().orTimeout(BOUND.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    long first = pid();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await().atMost(BOUND).until(() -> process.isReady() && pid() != first);
    assertThat(process.restarts()).isEqualTo(1);
    assertThat(kinds())
        .containsExactly(
            Event.Kind.STARTED,
            Event.Kind.READY,
            Event.Kind.CRASHED,
            Event.Kind.RESTARTED,
            Event.Kind.READY);
  }

  @Test
  void a_stopped_process_is_gone_and_stays_so() {
    process = supervise("sleep 60", Health.up());
    process.start();
    process.firstReady().join();
    ProcessHandle handle = ProcessHandle.of(pid()).orElseThrow();

    process.stop();

    assertThat(handle.isAlive()).isFalse();
    assertThat(process.current()).isEmpty();
    assertThat(kinds()).endsWith(Event.Kind.STOPPED);
  }

  @Test
  void one_that_ignores_the_request_to_stop_is_killed() {
    process = supervise("trap '' TERM; while :; do sleep 1; done", Health.up());
    process.start();
    process.firstReady().join();
    ProcessHandle handle = ProcessHandle.of(pid()).orElseThrow();

    process.stop();

    assertThat(handle.isAlive()).isFalse();
    assertThat(kinds()).endsWith(Event.Kind.KILLED);
  }

  @Test
  void one_that_never_works_is_given_up_with_the_end_of_its_log() {
    process = supervise("echo the reason; exit 3", Health.down("not yet"));
    process.start();

    assertThatThrownBy(
            () -> process.firstReady().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("3 times in a row")
        .hasMessageContaining("the reason");
  }

  private SupervisedProcess supervise(String script, Health health) {
    String marker = "offboard-test-" + folder.getFileName();
    ProcessSpec spec =
        new ProcessSpec(
            NAME,
            List.of("sh", "-c", script, marker),
            marker,
            folder,
            Map.of(),
            folder.resolve("log"),
            () -> health,
            List.of(),
            Duration.ofMillis(300),
            "nowhere");
    return new SupervisedProcess(spec, journal, () -> {}, 3);
  }

  private long pid() {
    return process.current().map(ProcessRecord::pid).orElse(0L);
  }

  private List<Event.Kind> kinds() {
    return journal.last(20).stream().map(Event::kind).toList();
  }
}
