package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/offboardings` as sent; unknown fields are refused, because a misspelt
/// `effectiveAt` would offboard right now.
record OffboardingBody(
    @Nullable TenantId tenantId,
    @Nullable UserId userId,
    @Nullable ReasonCode reason,
    @Nullable String effectiveAt,
    @Nullable String note,
    @Nullable List<RoleBody> revoke) {
  /// More than anybody holds.
  private static final int MOST_ROLES = 100;

  record RoleBody(@Nullable String applicationId, @Nullable String role) {}

  OffboardingRequest checked(@Nullable String idempotencyKey, Instant now) {
    return new OffboardingRequest(
        new UserRef(required("tenantId", tenantId), required("userId", userId)),
        required("reason", reason),
        revoke == null ? List.of() : roles(revoke),
        effectiveAt == null ? null : time(effectiveAt, now),
        NoteText.checked(note),
        idempotencyKey);
  }

  private static List<HeldRole> roles(List<RoleBody> revoke) {
    if (revoke.size() > MOST_ROLES) {
      throw invalid(
          "revoke", "has %d roles (expected: at most %d)".formatted(revoke.size(), MOST_ROLES));
    }
    try {
      return revoke.stream()
          .map(
              role ->
                  new HeldRole(
                      required("revoke.applicationId", role.applicationId()),
                      required("revoke.role", role.role())))
          .toList();
    } catch (IllegalArgumentException e) {
      throw invalid("revoke", String.valueOf(e.getMessage()));
    }
  }

  private static Instant time(String text, Instant now) {
    try {
      Instant time = Instant.parse(text);
      if (time.isAfter(now.plus(OffboardingRequest.FURTHEST_AHEAD))) {
        throw invalid(
            "effectiveAt",
            "is more than %d days ahead".formatted(OffboardingRequest.FURTHEST_AHEAD.toDays()));
      }
      return time.isBefore(now) ? now : time.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException e) {
      throw invalid("effectiveAt", "expected an instant such as 2026-12-01T17:00:00Z");
    }
  }

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw invalid(field, "is missing");
    }
    return value;
  }

  static ApiProblem invalid(String field, String what) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %s. Nothing was done.".formatted(field, what))
        .with("field", field);
  }
}
