package dev.offboard.orchestrator.portal;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.Set;

/// The pictures of `docs/pictures`, written with `-Dpictures.update=true` only: they change with
/// every letter. Each page by day on a desk; some of them by night, and on a phone.
final class Pictures {
  private static final Path FOLDER = Path.of("../docs/pictures");

  /// Enough to read, small enough to keep.
  private static final int QUALITY = 55;

  /// A picture of hundreds of rows shows nothing that twenty don't.
  private static final int HIGHEST = 1800;

  private static final Set<String> OTHERWISE_TOO =
      Set.of("home", "dashboard", "offboarding-revoking", "user-rich", "tasks");

  private Pictures() {}

  static void keep(Page page, String name, int width, ColorScheme scheme) {
    boolean isPlain = width > 1000 && scheme == ColorScheme.LIGHT;
    boolean isOther = (width > 1000) != (scheme == ColorScheme.LIGHT);
    if (!Boolean.getBoolean("pictures.update")
        || !(isPlain || isOther && OTHERWISE_TOO.contains(name))) {
      return;
    }
    String file = isPlain ? name : name + (width > 1000 ? "-dark" : "-phone");
    double height =
        Math.min(
            HIGHEST,
            ((Number) page.evaluate("document.documentElement.scrollHeight")).doubleValue());
    page.screenshot(
        new Page.ScreenshotOptions()
            .setType(ScreenshotType.JPEG)
            .setQuality(QUALITY)
            .setFullPage(true)
            .setClip(0, 0, width, height)
            .setPath(FOLDER.resolve(file + ".jpg")));
  }
}
