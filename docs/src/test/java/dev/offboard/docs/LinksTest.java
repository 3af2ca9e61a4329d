package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Documents lead somewhere: a relative link, and a runbook that a log line names, exists.
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");
  private static final Pattern RUNBOOK = Pattern.compile("deploy/runbooks/[a-z-]+\\.md");

  @Test
  void every_relative_link_in_a_document_exists() {
    List<String> dead = new ArrayList<>();
    for (Path document : House.files(".md")) {
      Matcher link = LINK.matcher(House.text(document));
      while (link.find()) {
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          dead.add(House.ROOT.relativize(document) + " -> " + link.group(1));
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void every_runbook_that_a_message_names_exists() {
    List<String> missing = new ArrayList<>();
    for (Path file : House.javaFiles()) {
      Matcher runbook = RUNBOOK.matcher(House.text(file));
      while (runbook.find()) {
        if (!Files.exists(House.ROOT.resolve(runbook.group()))) {
          missing.add(House.ROOT.relativize(file) + " -> " + runbook.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }
}
