package dev.offboard.orchestrator.offboarding;

import dev.offboard.orchestrator.saga.Attention;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offboarding as one line of a table. Columns are only ever added, at the end.
final class CsvRow {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "tenantId",
          "userId",
          "reason",
          "policy",
          "policyVersion",
          "state",
          "requestedAt",
          "startedAt",
          "revokedAt",
          "completedAt",
          "secondsToRevoke",
          "deadlineSeconds",
          "withinDeadline",
          "needsAttention");

  private CsvRow() {}

  static List<@Nullable Object> of(OffboardingView view) {
    Revocation revocation = view.revocation();
    Attention attention = view.attention();
    return Arrays.asList(
        view.id(),
        view.tenantId(),
        view.userId(),
        view.reason(),
        view.policy().name(),
        view.policy().version(),
        view.state(),
        view.requestedAt(),
        revocation == null ? null : revocation.startedAt(),
        revocation == null ? null : revocation.revokedAt(),
        view.completedAt(),
        revocation == null ? null : revocation.seconds(),
        revocation == null ? null : revocation.deadlineSeconds(),
        revocation == null ? "nothing to revoke yet" : revocation.withinDeadline().text(),
        attention == null ? null : attention.reason());
  }
}
