package dev.offboard.orchestrator.portal.offboarding;

import java.util.List;

/// A phase, a pause or the point of no return, as the page draws it.
///
/// @param look done, now, next, skipped or pivot
/// @param when in words: since, until, or nothing
record PhaseLine(String title, String look, String when, List<StepLine> steps) {
  static PhaseLine of(String title, String look, String when) {
    return new PhaseLine(title, look, when, List.of());
  }

  public boolean isNow() {
    return look.equals("now");
  }

  public boolean isPivot() {
    return look.equals("pivot");
  }

  /// For those who don't see how it looks.
  public String lookWords() {
    return switch (look) {
      case "done" -> "done";
      case "now" -> "under way";
      case "skipped" -> "not needed";
      default -> "still ahead";
    };
  }
}
