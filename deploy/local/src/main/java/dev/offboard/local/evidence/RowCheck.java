package dev.offboard.local.evidence;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.Offboarding;
import dev.offboard.audit.certificate.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a row of the list says what its certificate proves, column by column.
final class RowCheck {
  private final EvidenceRow row;
  private final List<String> differences = new ArrayList<>();

  private RowCheck(EvidenceRow row) {
    this.row = row;
  }

  static List<String> differences(EvidenceRow row, Certificate certificate) {
    RowCheck check = new RowCheck(row);
    check.about(certificate.offboarding());
    check.times(certificate.statement());
    return check.differences;
  }

  /// Entries from before they could say terms say none.
  private void about(Offboarding proved) {
    same("id", proved.offboardingId());
    same("tenantId", proved.tenantId());
    same("userId", proved.userId());
    if (proved.reason() != null) {
      same("reason", proved.reason());
      same("policy", proved.policy());
      same("policyVersion", proved.policyVersion());
    }
  }

  /// Access may have begun to be taken away more than once: first of some roles, then of all.
  private void times(Statement statement) {
    same("state", statement.state());
    same("requestedAt", statement.requestedAt());
    List<Instant> starts = times(statement, "REVOKING");
    Instant started =
        starts.stream()
            .filter(start -> row.text("startedAt").equals(Optional.of(start.toString())))
            .findFirst()
            .orElse(starts.isEmpty() ? null : starts.getFirst());
    same("startedAt", started);
    Instant revoked = started == null ? null : revokedAfter(started, statement);
    same("revokedAt", revoked);
    if (started != null && revoked != null) {
      took(Duration.between(started, revoked));
    }
  }

  private static @Nullable Instant revokedAfter(Instant started, Statement statement) {
    return times(statement, "REVOKED").stream()
        .filter(at -> !at.isBefore(started))
        .findFirst()
        .orElse(null);
  }

  /// The deadline is the policy's, and not in the log; what it leads to can be computed.
  private void took(Duration time) {
    same("secondsToRevoke", time.toMillis() / 1000.0);
    if (row.cells().get("deadlineSeconds") instanceof Number deadline) {
      boolean isLate = time.compareTo(Duration.ofSeconds(deadline.longValue())) > 0;
      same("withinDeadline", isLate ? "no" : "yes");
    }
  }

  private static List<Instant> times(Statement statement, String state) {
    return statement.history().stream()
        .filter(change -> change.to().equals(state))
        .map(Statement.Change::at)
        .toList();
  }

  private void same(String column, @Nullable Object proved) {
    String said = row.text(column).orElse(null);
    if (!Objects.equals(said, proved == null ? null : proved.toString())) {
      differences.add(
          "offboarding %s: %s is %s in the list (expected: %s, by its certificate)"
              .formatted(row.id(), column, said, proved));
    }
  }
}
