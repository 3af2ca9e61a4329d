package dev.offboard.orchestrator.portal.bulk;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.roster.Finding;
import dev.offboard.orchestrator.roster.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of a list of people.
///
/// @param user in words where the row names nobody
/// @param offboarding the id; null while there is none
record RowLine(
    int line,
    String user,
    String finding,
    String reason,
    String begins,
    String became,
    @Nullable String offboarding) {
  static RowLine of(Row row) {
    Instant effectiveAt = row.effectiveAt();
    OffboardingId offboarding = row.offboardingId();
    return new RowLine(
        row.line(),
        who(row),
        found(row),
        isUnfit(row) ? "" : Reasons.label(row.reason().value()),
        effectiveAt != null ? When.at(effectiveAt) : isUnfit(row) ? "" : "at once",
        became(row),
        offboarding == null ? null : offboarding.toString());
  }

  private static String who(Row row) {
    UserRef user = row.user();
    if (user != null) {
      return user.key();
    }
    return isUnfit(row) ? "not read" : "not found";
  }

  private static boolean isUnfit(Row row) {
    return row.finding() == Finding.UNREADABLE;
  }

  private static String found(Row row) {
    return isUnfit(row)
        ? "%s: %s".formatted(row.finding().words(), row.code())
        : row.finding().words();
  }

  private static String became(Row row) {
    Row.Outcome outcome = row.outcome();
    if (outcome == null) {
      return "";
    }
    return switch (outcome) {
      case BEGAN -> "requested";
      case EXISTING -> "was under way already";
      case REFUSED -> "refused: " + row.code();
    };
  }
}
