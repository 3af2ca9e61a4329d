package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.Optional;

/// An offboarding as it stands in a list: without its steps and its history.
public record OffboardingSummary(
    OffboardingId id,
    UserRef user,
    String reason,
    OffboardingState state,
    Optional<String> needsAttention,
    Instant requestedAt,
    Optional<Instant> completedAt) {

  /// Reads one element of a list.
  public static OffboardingSummary of(JsonNode json) {
    OffboardingView view = OffboardingView.of(json);
    return new OffboardingSummary(
        view.id(),
        view.user(),
        view.reason(),
        view.state(),
        view.needsAttention(),
        view.requestedAt(),
        view.completedAt());
  }
}
