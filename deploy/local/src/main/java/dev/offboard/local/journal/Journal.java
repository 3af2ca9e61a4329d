package dev.offboard.local.journal;

import dev.offboard.local.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The events of one installation, one JSON document a line, oldest first. One process appends, any
/// may read while it does. An event is in the file before `record` returns.
public final class Journal {
  /// Some 5,000 events; then the file is set aside once and a new one begun.
  private static final long ROTATE_AT_BYTES = 1024 * 1024;

  private final Path file;
  private final Clock clock;

  /// The journal kept in `file`, which is created with the first event.
  public Journal(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /// Appends one event.
  public synchronized void record(String subject, Event.Kind kind, String detail) {
    Event event = new Event(clock.instant(), subject, kind, detail);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (length() > ROTATE_AT_BYTES) {
        Path previous = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(
          file, Json.line(event) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Event of %s (%s) could not be written to %s".formatted(subject, detail, file), e);
    }
  }

  /// Where the next event will go: pass it to `since` to see only what comes after now.
  public long length() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  /// The events written from `position` on, and where to go on reading. A half-written last line is
  /// left for the next call; after a rotation reading starts with the new file.
  public Page since(long position) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = position <= in.length() ? position : 0;
      in.seek(from);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      String complete = text.substring(0, text.lastIndexOf('\n') + 1);
      List<Event> events = new ArrayList<>();
      complete.lines().forEach(line -> events.add(Json.read(line, Event.class)));
      return new Page(events, from + complete.getBytes(StandardCharsets.UTF_8).length);
    } catch (java.io.FileNotFoundException e) {
      return new Page(List.of(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  /// The newest events, oldest of them first.
  public List<Event> last(int count) {
    List<Event> all = since(0).events();
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /// Some events and the position after them.
  public record Page(List<Event> events, long next) {
    /// Copies the list so that a record stays what it was.
    public Page {
      events = List.copyOf(events);
    }
  }
}
