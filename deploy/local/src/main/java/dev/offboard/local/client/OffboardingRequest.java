package dev.offboard.local.client;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who shall be offboarded and why.
///
/// @param effectiveAt when it begins; at once if absent
/// @param note free text for people, kept encrypted until the user is erased
public record OffboardingRequest(
    UserRef user, ReasonCode reason, Optional<Instant> effectiveAt, Optional<String> note) {

  /// At once, without a note.
  public static OffboardingRequest now(UserRef user, ReasonCode reason) {
    return new OffboardingRequest(user, reason, Optional.empty(), Optional.empty());
  }

  Map<String, String> json() {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("tenantId", user.tenantId().value());
    json.put("userId", user.userId().value());
    json.put("reason", reason.value());
    effectiveAt.ifPresent(at -> json.put("effectiveAt", at.toString()));
    note.ifPresent(text -> json.put("note", text));
    return json;
  }
}
