package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pictures of the portal: one of each page that docs/portal.md names, small enough to keep.
/// `PortalBrowserIT` takes them anew with `-Dpictures.update=true`.
class PicturesTest {
  private static final Path PICTURES = House.ROOT.resolve("docs/pictures");

  /// All of them together, in bytes.
  private static final long MOST = 4_000_000;

  private static final Pattern PATH = Pattern.compile("`(/[^`?]*)[^`]*`");

  /// Where a page's picture isn't named after its path.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("/", "home"),
          Map.entry("/users", "search"),
          Map.entry("/users/TENANT/USER", "user-rich"),
          Map.entry("/users/TENANT/USER/offboarding", "offboard"),
          Map.entry("/offboardings/ID", "offboarding-revoking"),
          Map.entry("/policies/REASON", "policy"),
          Map.entry("/policies/REASON/edit", "policy-edit"),
          Map.entry("/bulk/ID", "bulk-list"),
          Map.entry("/tasks/ID", "task"),
          Map.entry("/applications/TENANT/APP", "application"),
          Map.entry("/approvals/ID", "approval-batch"),
          Map.entry("/audit/N", "audit-entry"),
          Map.entry("/people/ID", "person"));

  @Test
  void every_page_has_a_picture() throws IOException {
    List<String> pages =
        Files.readAllLines(House.ROOT.resolve("docs/portal.md")).stream()
            .filter(line -> line.startsWith("| `/"))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .flatMap(cell -> PATH.matcher(cell).results())
            .map(found -> found.group(1))
            .toList();

    assertThat(pages).hasSizeGreaterThan(10);
    assertThat(pages)
        .allSatisfy(
            page ->
                assertThat(PICTURES.resolve(NAMES.getOrDefault(page, page.substring(1)) + ".jpg"))
                    .as("the picture of %s", page)
                    .exists());
  }

  @Test
  void they_are_small() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum())
          .as("bytes of all pictures")
          .isBetween(1L, MOST);
    }
  }
}
