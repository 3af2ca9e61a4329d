package dev.offboard.orchestrator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private static final Pattern REPLACED_TAG = Pattern.compile("<[^<]*\\bth:replace=[^<]*>");

  /// An element is replaced before a condition on it is looked at, which is lost with it.
  @Test
  void no_condition_stands_beside_what_replaces_its_element() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      List<String> conditional =
          files
              .filter(file -> file.toString().endsWith(".html"))
              .flatMap(file -> REPLACED_TAG.matcher(read(file)).results())
              .map(tag -> tag.group())
              .filter(tag -> tag.contains("th:if=") || tag.contains("th:unless="))
              .toList();
      assertThat(conditional).isEmpty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
