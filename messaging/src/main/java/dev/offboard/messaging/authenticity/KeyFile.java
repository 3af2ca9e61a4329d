package dev.offboard.messaging.authenticity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys in a file that may be replaced while the service runs: looked at again before it is
/// used, at most once a second. So whoever replaces keys waits longer than that between giving the
/// readers a new one and letting the writer use it, and nothing is refused meanwhile. A file that
/// can't be read leaves the keys as they are.
final class KeyFile {
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

  private final Path file;
  private final LongSupplier nanos;
  private volatile Seen seen;

  private record Seen(MessageKeys keys, FileTime modified, long lookedAt) {}

  /// @param nanos a clock that only goes forward, as [System#nanoTime]
  KeyFile(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.seen = new Seen(MessageKeys.read(file), modified(), nanos.getAsLong());
  }

  MessageKeys keys() {
    Seen before = seen;
    long now = nanos.getAsLong();
    if (now - before.lookedAt() < LOOK_EVERY.toNanos()) {
      return before.keys();
    }
    Seen after = look(before, now);
    seen = after;
    return after.keys();
  }

  private Seen look(Seen before, long now) {
    try {
      FileTime modified =
          modified(); // before it is read: what changes in between is seen next time
      if (modified.equals(before.modified())) {
        return new Seen(before.keys(), modified, now);
      }
      MessageKeys keys = MessageKeys.read(file);
      log.info("message keys: replaced by those in {}", file.getFileName());
      return new Seen(keys, modified, now);
    } catch (RuntimeException e) {
      log.warn(
          "message keys: {} can't be read ({}); those from before stay in use, it is looked at"
              + " again in {} s",
          file.getFileName(),
          e.getMessage(),
          LOOK_EVERY.toSeconds());
      return new Seen(before.keys(), before.modified(), now);
    }
  }

  private FileTime modified() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "offboard.authenticity.key-file: %s can't be read; without its keys nothing this service says would be believed"
              .formatted(file),
          e);
    }
  }
}
