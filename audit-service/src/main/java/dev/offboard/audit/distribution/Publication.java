package dev.offboard.audit.distribution;

import dev.offboard.audit.checkpoint.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Puts the latest checkpoint to one place outside: a file that is replaced as a whole, or an
/// address that takes a PUT.
final class Publication {
  private static final int FIRST_FAILURE = 300;

  private final URI place;
  private final Calls calls;
  private final Checkpoints checkpoints;
  private @Nullable String last;

  Publication(URI place, Calls calls, Checkpoints checkpoints) {
    this.place = place;
    this.calls = calls;
    this.checkpoints = checkpoints;
  }

  /// Once more when it was cosigned meanwhile.
  void publishLatest() {
    String latest = checkpoints.latest().map(Object::toString).orElse(null);
    if (latest == null || latest.equals(last)) {
      return;
    }
    if ("file".equals(place.getScheme())) {
      write(Path.of(place), latest);
    } else {
      put(latest);
    }
    last = latest;
  }

  @Override
  public String toString() {
    return place.toString();
  }

  private static void write(Path file, String checkpoint) {
    try {
      Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
      Files.writeString(beside, checkpoint);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }

  private void put(String checkpoint) {
    HttpResponse<String> answer = calls.put(place, checkpoint);
    if (answer.statusCode() >= FIRST_FAILURE) {
      throw new IllegalStateException("%s answers %d".formatted(place, answer.statusCode()));
    }
  }
}
