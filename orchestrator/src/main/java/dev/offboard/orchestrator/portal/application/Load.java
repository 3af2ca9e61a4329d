package dev.offboard.orchestrator.portal.application;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.orchestrator.portal.When;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an application is doing and what waits for it, as entitlement-service tells it.
///
/// @param failing those of `pending` whose last call failed
/// @param doneAt when it last did something
@JsonIgnoreProperties(ignoreUnknown = true)
public record Load(
    String tenantId,
    String applicationId,
    String method,
    String order,
    long deadlineSeconds,
    String owner,
    String standing,
    @Nullable String trouble,
    long pending,
    long failing,
    long late,
    @Nullable Instant oldestAt,
    @Nullable Instant doneAt) {
  public String path() {
    return "/applications/%s/%s".formatted(tenantId, applicationId);
  }

  public String deadline() {
    return When.lasting(Duration.ofSeconds(deadlineSeconds));
  }

  /// How it is called, in words; `standing` is the state of its circuit breaker.
  public String circuit() {
    if (method.equals("manual")) {
      return "people look after it";
    }
    return switch (standing) {
      case "working" -> "works";
      case "failing" -> "fails";
      case "quarantined" -> "left alone, probed";
      case "disabled" -> "wants no calls";
      default -> standing;
    };
  }

  /// Something waits for it, or something is the matter with it.
  public boolean isWorthALook() {
    return pending > 0 || !standing.equals("working");
  }

  public String look() {
    return switch (standing) {
      case "working" -> "done";
      case "failing" -> "working";
      default -> "trouble";
    };
  }

  /// When it last did something, in words.
  public String lastDone(Instant now) {
    return doneAt == null ? "never" : When.ago(doneAt, now);
  }
}
