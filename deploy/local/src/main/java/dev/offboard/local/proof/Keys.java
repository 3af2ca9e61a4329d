package dev.offboard.local.proof;

import dev.offboard.audit.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A public key as it is given on the command line: itself, or the name of a file with it.
final class Keys {
  private Keys() {}

  /// @throws IllegalArgumentException if it is neither
  static VerifierKey parse(String keyOrFile) {
    return VerifierKey.parse(content(keyOrFile).strip());
  }

  private static String content(String keyOrFile) {
    try {
      Path file = Path.of(keyOrFile);
      return Files.isRegularFile(file) ? Files.readString(file) : keyOrFile;
    } catch (InvalidPathException e) {
      return keyOrFile;
    } catch (IOException e) {
      throw new UncheckedIOException(keyOrFile + " can't be read", e);
    }
  }
}
