package dev.offboard.audit.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A log in a directory, laid out like its URLs.
record DirectorySource(Path directory) implements LogSource {
  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = directory.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(Limited.read(in, path));
    }
  }
}
