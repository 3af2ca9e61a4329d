package dev.offboard.orchestrator.saga;

import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The picture in the documentation is the definition. `-Dgolden.update=true` draws both anew.
class SagaDiagramTest {
  private static final Path GOLDEN = Path.of("src/test/resources/saga.mmd");
  private static final Path PAGE = Path.of("../docs/saga.md");
  private static final String FENCE_OPENS = "```mermaid\n";
  private static final String FENCE_CLOSES = "```";

  @Test
  void the_golden_diagram_is_the_definition() throws IOException {
    String drawn = SagaDiagram.of(OFFBOARD_USER);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void the_page_shows_the_diagram_of_the_definition() throws IOException {
    String drawn = FENCE_OPENS + SagaDiagram.of(OFFBOARD_USER) + FENCE_CLOSES;
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("golden.update")) {
      int opens = page.indexOf(FENCE_OPENS);
      int closes = page.indexOf(FENCE_CLOSES, opens + FENCE_OPENS.length());
      page = page.substring(0, opens) + drawn + page.substring(closes + FENCE_CLOSES.length());
      Files.writeString(PAGE, page);
    }
    assertThat(page).contains(drawn);
  }
}
