package dev.offboard.local.client;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who shall be offboarded and why.
///
/// @param effectiveAt when it begins; at once if absent
/// @param roles what a role change takes; empty when it is about the whole user
/// @param note free text for people, kept encrypted until the user is erased
public record OffboardingRequest(
    UserRef user,
    ReasonCode reason,
    Optional<Instant> effectiveAt,
    Optional<String> note,
    List<HeldRole> roles) {
  /// Copies the list so that a record stays what it was.
  public OffboardingRequest {
    roles = List.copyOf(roles);
  }

  /// Of the whole user.
  public OffboardingRequest(
      UserRef user, ReasonCode reason, Optional<Instant> effectiveAt, Optional<String> note) {
    this(user, reason, effectiveAt, note, List.of());
  }

  /// At once, without a note.
  public static OffboardingRequest now(UserRef user, ReasonCode reason) {
    return new OffboardingRequest(user, reason, Optional.empty(), Optional.empty());
  }

  /// These roles at once.
  public static OffboardingRequest roleChange(UserRef user, List<HeldRole> roles) {
    return new OffboardingRequest(
        user, new ReasonCode("role-change"), Optional.empty(), Optional.empty(), roles);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tenantId", user.tenantId().value());
    json.put("userId", user.userId().value());
    json.put("reason", reason.value());
    effectiveAt.ifPresent(at -> json.put("effectiveAt", at.toString()));
    note.ifPresent(text -> json.put("note", text));
    if (!roles.isEmpty()) {
      json.put("revoke", roles);
    }
    return json;
  }
}
