package dev.offboard.messaging.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a generated document with the committed one. `-Dgolden.update=true` writes it instead,
/// for a person to review in the diff.
public final class Golden {
  private Golden() {}

  /// @throws AssertionError if the file differs from `actual`, naming both
  public static void assertMatches(Path file, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
        return;
      }
      String expected = Files.exists(file) ? Files.readString(file) : "";
      if (!expected.equals(actual)) {
        throw new AssertionError(
            "%s differs from what the code says now. If the change is meant, run the test with -Dgolden.update=true and review the diff. The code says:%n%s"
                .formatted(file, actual));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
