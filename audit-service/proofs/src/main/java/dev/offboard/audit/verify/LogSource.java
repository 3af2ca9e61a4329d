package dev.offboard.audit.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where a log is served: the files of C2SP tlog-tiles, by their paths. Nothing that comes from it
/// is trusted.
@FunctionalInterface
public interface LogSource {
  /// The largest file of the format, a bundle of 256 entries of 64 kB with their lengths; more is
  /// not read.
  int MAX_BYTES = 256 * (2 + 65_535);

  /// The bytes under this path, or nothing if the log says that there are none.
  ///
  /// @throws IOException if it could not be found out
  Optional<byte[]> read(String path) throws IOException;

  /// A directory, or an http or https URL.
  ///
  /// @throws IllegalArgumentException for anything else
  static LogSource of(String place) {
    return of(place, Optional.empty());
  }

  /// The same for a log that lets in who has its bearer token (RFC 6750).
  static LogSource of(String place, Optional<String> token) {
    if (place.startsWith("http://") || place.startsWith("https://")) {
      return new HttpSource(URI.create(place), token);
    }
    return new DirectorySource(Path.of(place));
  }
}
