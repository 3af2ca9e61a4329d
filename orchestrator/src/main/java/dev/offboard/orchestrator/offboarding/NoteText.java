package dev.offboard.orchestrator.offboarding;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a person may write with what they ask for.
public final class NoteText {
  private static final int LONGEST = 2000;

  private NoteText() {}

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400 if it is too long or no text
  public static @Nullable String checked(@Nullable String note) {
    if (note == null) {
      return null;
    }
    if (note.length() > LONGEST) {
      throw OffboardingBody.invalid(
          "note", "has %d characters (expected: at most %d)".formatted(note.length(), LONGEST));
    }
    if (note.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
      throw OffboardingBody.invalid("note", "has characters that are no text");
    }
    return note;
  }
}
