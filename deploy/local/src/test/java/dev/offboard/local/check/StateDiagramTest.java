package dev.offboard.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.runtime.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StateDiagramTest {
  private static final Pattern ARROW =
      Pattern.compile("^ +(\\[\\*]|[A-Z_]+) --> ([A-Z_]+)", Pattern.MULTILINE);

  @Test
  void every_arrow_of_the_documented_diagram_is_allowed() throws IOException {
    String diagram = Files.readString(Distribution.current().root().resolve("docs/saga.md"));

    assertThat(ARROW.matcher(diagram).results().toList())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            arrow ->
                assertThat(StateDiagram.has(arrow.group(1), arrow.group(2)))
                    .as("%s --> %s", arrow.group(1), arrow.group(2))
                    .isTrue());
  }

  @Test
  void nothing_leads_out_of_an_end_or_back_from_the_pivot() {
    assertThat(StateDiagram.has("COMPLETED", "REVOKING")).isFalse();
    assertThat(StateDiagram.has("ERASING", "REINSTATING")).isFalse();
    assertThat(StateDiagram.has("CANCELLED", "REVOKING")).isFalse();
  }
}
