package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An offboarding as the orchestrator tells it.
///
/// @param needsAttention why a person has to look, if one has to
public record OffboardingView(
    OffboardingId id,
    UserRef user,
    String reason,
    OffboardingState state,
    Optional<String> needsAttention,
    Instant requestedAt,
    Optional<Instant> revokedAt,
    Optional<Instant> completedAt,
    List<StepView> steps,
    List<ChangeView> history) {

  /// Copies the lists so that a record stays what it was.
  public OffboardingView {
    steps = List.copyOf(steps);
    history = List.copyOf(history);
  }

  /// What one participant did in one phase.
  public record StepView(
      String participant,
      String phase,
      String state,
      int attempt,
      Optional<Instant> completedAt,
      Evidence evidence,
      Optional<String> error) {

    private static StepView of(JsonNode json) {
      return new StepView(
          json.path("participant").asText(),
          json.path("phase").asText(),
          json.path("state").asText(),
          json.path("attempt").asInt(),
          instant(json.path("completedAt")),
          evidence(json.path("evidence")),
          words(json.path("error"), "code", "detail"));
    }

    private static Evidence evidence(JsonNode json) {
      JsonNode counts = json.has("counts") ? json.path("counts") : json;
      TreeMap<String, Long> all = new TreeMap<>();
      counts.properties().forEach(count -> all.put(count.getKey(), count.getValue().asLong()));
      return new Evidence(all);
    }
  }

  /// One state change: who caused it and why.
  public record ChangeView(OffboardingState state, Instant at, String by, String why) {
    private static ChangeView of(JsonNode json) {
      return new ChangeView(
          OffboardingState.ofCode(json.path("state").asText()),
          Instant.parse(json.path("at").asText()),
          words(json.path("by"), "id", "role").orElse(""),
          json.path("why").asText(""));
    }
  }

  /// Reads what the orchestrator answers, whatever a newer one adds to it.
  static OffboardingView of(JsonNode json) {
    return new OffboardingView(
        OffboardingId.parse(json.path("id").asText()),
        UserRef.of(json.path("tenantId").asText(), json.path("userId").asText()),
        json.path("reason").asText(),
        OffboardingState.ofCode(json.path("state").asText()),
        attention(json),
        Instant.parse(json.path("requestedAt").asText()),
        instant(json.path("revokedAt")),
        instant(json.path("completedAt")),
        list(json.path("steps"), StepView::of),
        list(json.path("history"), ChangeView::of));
  }

  private static Optional<String> attention(JsonNode json) {
    return json.path("needsAttention").asBoolean()
        ? words(json.path("attention"), "reason", "owner").or(() -> Optional.of("yes"))
        : Optional.empty();
  }

  private static Optional<Instant> instant(JsonNode json) {
    return json.isTextual() ? Optional.of(Instant.parse(json.asText())) : Optional.empty();
  }

  private static <T> List<T> list(JsonNode json, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    json.forEach(element -> all.add(read.apply(element)));
    return all;
  }

  /// A text, or the named fields of an object in a row.
  private static Optional<String> words(JsonNode json, String... fields) {
    if (json.isObject()) {
      return Optional.of(
          Stream.of(fields)
              .map(field -> json.path(field).asText(""))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(", ")));
    }
    return json.isTextual() ? Optional.of(json.asText()) : Optional.empty();
  }
}
