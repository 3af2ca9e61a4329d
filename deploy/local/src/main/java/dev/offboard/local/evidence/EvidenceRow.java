package dev.offboard.local.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One offboarding in the list, by column; what is not known is null.
///
/// @param cells texts and numbers, in the order of the columns
public record EvidenceRow(Map<String, @Nullable Object> cells) {
  static final String ID = "id";
  static final String CERTIFICATE = "certificate";

  /// What every row has, in this order.
  static final List<String> COLUMNS =
      List.of(
          ID,
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
          "needsAttention",
          CERTIFICATE);

  /// Of an offboarding as the orchestrator lists it.
  ///
  /// @param certificate its file, or why there is none
  public static EvidenceRow of(JsonNode listed, String certificate) {
    JsonNode revocation = listed.path("revocation");
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (String same : List.of(ID, "tenantId", "userId", "reason")) {
      cells.put(same, value(listed.path(same)));
    }
    cells.put("policy", value(listed.at("/policy/name")));
    cells.put("policyVersion", value(listed.at("/policy/version")));
    cells.put("state", value(listed.path("state")));
    cells.put("requestedAt", value(listed.path("requestedAt")));
    cells.put("startedAt", value(revocation.path("startedAt")));
    cells.put("revokedAt", value(revocation.path("revokedAt")));
    cells.put("completedAt", value(listed.path("completedAt")));
    cells.put("secondsToRevoke", value(revocation.path("seconds")));
    cells.put("deadlineSeconds", value(revocation.path("deadlineSeconds")));
    cells.put("withinDeadline", within(revocation));
    cells.put("needsAttention", value(listed.at("/attention/reason")));
    cells.put(CERTIFICATE, certificate);
    return new EvidenceRow(cells);
  }

  /// As it was written into a list.
  static EvidenceRow read(JsonNode json) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    COLUMNS.forEach(column -> cells.put(column, value(json.path(column))));
    return new EvidenceRow(cells);
  }

  /// Whether the offboarding, as the orchestrator lists it, has ended; then there is a certificate.
  public static boolean hasEnded(JsonNode listed) {
    return OffboardingState.ofCode(listed.path("state").asText()).isTerminal();
  }

  boolean hasEnded() {
    return OffboardingState.ofCode(text("state").orElse("")).isTerminal();
  }

  String id() {
    return text(ID).orElse("");
  }

  Optional<String> text(String column) {
    return Optional.ofNullable(cells.get(column)).map(Object::toString);
  }

  private static String within(JsonNode revocation) {
    String code = revocation.path("withinDeadline").asText("");
    return code.isEmpty()
        ? "nothing to revoke yet"
        : code.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static @Nullable Object value(JsonNode json) {
    if (json.isIntegralNumber()) {
      return json.longValue();
    }
    return json.isNumber() ? json.doubleValue() : json.isTextual() ? json.textValue() : null;
  }
}
