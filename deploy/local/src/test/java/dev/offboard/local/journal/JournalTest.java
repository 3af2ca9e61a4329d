package dev.offboard.local.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path folder;
  private Path file;
  private Journal journal;

  @BeforeEach
  void open() {
    file = folder.resolve("events.jsonl");
    journal = new Journal(file, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void an_event_is_read_back_as_it_was_recorded() {
    journal.record("kafka", Event.Kind.CRASHED, "killed \"hard\"");

    assertThat(journal.last(5))
        .containsExactly(new Event(NOW, "kafka", Event.Kind.CRASHED, "killed \"hard\""));
  }

  @Test
  void reading_goes_on_where_it_stopped() {
    journal.record("kafka", Event.Kind.STARTED, "pid 1");
    Journal.Page first = journal.since(0);
    journal.record("kafka", Event.Kind.READY, "after 1 s");

    assertThat(journal.since(first.next()).events())
        .extracting(Event::detail)
        .containsExactly("after 1 s");
  }

  @Test
  void a_line_that_is_still_being_written_is_left_for_later() throws IOException {
    journal.record("kafka", Event.Kind.STARTED, "pid 1");
    Files.writeString(file, "{\"at\":\"2026-", StandardOpenOption.APPEND);

    Journal.Page page = journal.since(0);

    assertThat(page.events()).hasSize(1);
    assertThat(page.next()).isLessThan(Files.size(file));
  }

  @Test
  void a_reader_starts_over_after_the_file_was_set_aside() throws IOException {
    journal.record("kafka", Event.Kind.STARTED, "x".repeat(100));
    long next = journal.since(0).next();
    Files.delete(file);
    journal.record("kafka", Event.Kind.READY, "new");

    assertThat(journal.since(next).events()).extracting(Event::detail).containsExactly("new");
  }

  @Test
  void nothing_has_happened_where_there_is_no_file() {
    assertThat(journal.last(5)).isEmpty();
    assertThat(journal.length()).isZero();
  }
}
