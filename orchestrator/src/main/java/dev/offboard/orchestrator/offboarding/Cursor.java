package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a page goes on, opaque to the caller.
final class Cursor {
  private static final String VERSION = "1:";

  private Cursor() {}

  static @Nullable String of(@Nullable OffboardingId last) {
    return last == null
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((VERSION + last).getBytes(StandardCharsets.US_ASCII));
  }

  static @Nullable OffboardingId read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (text.startsWith(VERSION)) {
        return OffboardingId.parse(text.substring(VERSION.length()));
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw ApiProblem.badRequest(
            "invalid-value", "cursor: is none of ours; take nextCursor of the page before.")
        .with("field", "cursor");
  }
}
