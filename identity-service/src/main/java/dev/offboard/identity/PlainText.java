package dev.offboard.identity;

import dev.offboard.messaging.chassis.ApiProblem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The one rule for text that people write (names, labels, addresses): printable, trimmed, not
/// longer than its field. Control characters and halves of characters have no business in a name,
/// and the database could not store them. A complaint names the field and never quotes the text,
/// which may be personal data.
public final class PlainText {
  private PlainText() {}

  /// @throws ApiProblem (400, naming `field`) if there is none or it breaks the rule
  public static String required(String field, @Nullable String value, int longest) {
    if (value == null) {
      throw invalid(field, "is missing");
    }
    if (value.isEmpty() || value.length() > longest) {
      throw invalid(field, "%d characters (expected: 1 to %d)".formatted(value.length(), longest));
    }
    if (!isPrintable(value)) {
      throw invalid(
          field, "has control characters, outer blanks or half characters (expected: plain text)");
    }
    return value;
  }

  /// The same for a field that may be absent.
  public static @Nullable String optional(String field, @Nullable String value, int longest) {
    return value == null ? null : required(field, value, longest);
  }

  public static boolean isPrintable(String value) {
    return value.strip().length() == value.length()
        && value.codePoints().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }

  public static ApiProblem invalid(String field, String complaint) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %s. Nothing was done.".formatted(field, complaint))
        .with("field", field);
  }
}
