package dev.offboard.audit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Inputs worth beginning with: one of each format, and what fuzzing found to reach further. Kept
/// where Jazzer looks for them.
final class Corpus {
  static final Path FOLDER =
      Path.of("src/test/resources/dev/offboard/audit/fuzz/ParsersFuzzTestInputs/any_bytes");

  private Corpus() {}

  static List<byte[]> inputs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Corpus::bytes).toList();
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
