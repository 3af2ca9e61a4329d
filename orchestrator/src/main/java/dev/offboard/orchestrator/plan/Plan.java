package dev.offboard.orchestrator.plan;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Exactly what an approver approves: whom it is about, why, when, under which policy, and what
/// they hold. Sessions are not in it, because they change by the minute.
///
/// @param epoch as the directory knows it
/// @param guards what makes the user one for whom others have to be asked
/// @param held all roles that the user holds
/// @param apiKeys those that open something
record Plan(
    Wanted wanted, Epoch epoch, List<String> guards, List<HeldRole> held, List<UUID> apiKeys) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String EFFECTIVE_AT = "effectiveAt";

  /// In the one form of RFC 8785: members in order, no white space, and no text that it would write
  /// in another way than Jackson does, because ids and codes are letters, digits, dots and dashes.
  String json() {
    TreeMap<String, Object> members = new TreeMap<>();
    members.put("apiKeys", sorted(apiKeys.stream().map(UUID::toString).toList()));
    if (wanted.effectiveAt() != null) {
      members.put(EFFECTIVE_AT, wanted.effectiveAt().toString());
    }
    members.put("epoch", epoch.value());
    members.put("guards", sorted(guards));
    members.put("policy", policy(wanted.policy()));
    members.put("reason", wanted.reason().value());
    if (!wanted.revoke().isEmpty()) {
      members.put("revoke", sorted(wanted.revoke().stream().map(HeldRole::key).toList()));
    }
    members.put("roles", sorted(held.stream().map(HeldRole::key).toList()));
    members.put("tenantId", wanted.user().tenantId().value());
    members.put("userId", wanted.user().userId().value());
    return MAPPER.writeValueAsString(members);
  }

  /// What rules have changed is part of what is approved.
  private static Map<String, Object> policy(PolicySnapshot policy) {
    TreeMap<String, Object> members =
        new TreeMap<>(Map.of("name", policy.name(), "version", policy.version()));
    if (!policy.rules().isEmpty()) {
      members.put("approvals", policy.fourEyes().approvals());
      members.put("erase", policy.erase().name());
      members.put("gracePeriod", policy.gracePeriod().toString());
      members.put("priority", policy.priority().name());
      members.put("rules", policy.rules());
    }
    return members;
  }

  private static List<String> sorted(Collection<String> texts) {
    return List.copyOf(new TreeSet<>(texts));
  }

  /// SHA-256, in hexadecimal.
  static String hashOf(String json) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Absent in a plan that begins as soon as it is approved.
  static @Nullable Instant effectiveAtOf(String json) {
    JsonNode time = MAPPER.readTree(json).path(EFFECTIVE_AT);
    return time.isString() ? Instant.parse(time.stringValue()) : null;
  }

  /// The members that differ, for a person.
  static String difference(String before, String after) {
    JsonNode one = MAPPER.readTree(before);
    JsonNode other = MAPPER.readTree(after);
    TreeSet<String> names = new TreeSet<>(one.propertyNames());
    names.addAll(other.propertyNames());
    return names.stream()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .collect(Collectors.joining(", "));
  }
}
