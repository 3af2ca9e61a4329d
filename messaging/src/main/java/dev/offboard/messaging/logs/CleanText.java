package dev.offboard.messaging.logs;

import org.jspecify.annotations.Nullable;

/// Text from anywhere, made fit for a line of a log: no line ends that begin another line, no
/// escape sequences that a terminal obeys (ECMA-48), none of the invisible characters that turn
/// what is read around (Unicode Standard Annex 9).
final class CleanText {
  /// Shows that something was there.
  private static final char INSTEAD = '\u00b7';

  private CleanText() {}

  static @Nullable String of(@Nullable String text) {
    if (text == null || text.chars().noneMatch(CleanText::isUnfit)) {
      return text; // nearly every time
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.chars().forEach(it -> clean.append(isUnfit(it) ? INSTEAD : (char) it));
    return clean.toString();
  }

  /// Looks at each half of a surrogate pair alone: the characters meant here have none, but for the
  /// tags of plane 14, which no terminal obeys.
  private static boolean isUnfit(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\t';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
