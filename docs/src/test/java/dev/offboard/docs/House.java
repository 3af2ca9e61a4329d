package dev.offboard.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout as the tests see it.
final class House {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static final List<String> SERVICES =
      List.of("identity", "entitlement", "session", "audit", "orchestrator");

  private static final List<String> MODULES =
      List.of(
          "contracts",
          "messaging",
          "messaging/passwords",
          "messaging/testkit",
          "identity-service",
          "entitlement-service",
          "session-service",
          "audit-service/proofs",
          "audit-service",
          "orchestrator",
          "deploy/local");

  private House() {}

  static List<Path> mainClasses() {
    return MODULES.stream().map(m -> ROOT.resolve(m).resolve("target/classes")).toList();
  }

  static List<Path> testClasses() {
    return MODULES.stream()
        .map(m -> ROOT.resolve(m).resolve("target/test-classes"))
        .filter(Files::exists)
        .toList();
  }

  static List<Path> javaFiles() {
    return files(".java");
  }

  static List<Path> files(String suffix) {
    try (Stream<Path> tree = Files.walk(ROOT)) {
      return tree.filter(
              file -> {
                String path = ROOT.relativize(file).toString();
                return path.endsWith(suffix) && !path.contains("target/") && !path.startsWith(".");
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
