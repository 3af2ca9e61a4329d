package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.ParticipantName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says whether a person should look, and why: a participant refuses, has failed or kept silent too
/// often, or a phase is past its deadline. None of these ever gives access back.
final class Concerns {
  private Concerns() {}

  /// Keeps `since` of the mark that is already there; absent when nothing is wrong (any more).
  static @Nullable Attention about(
      List<Step> outstanding, Offboarding before, Milestones milestones, Instant now) {
    String reason = reason(outstanding, before.policy(), milestones, now);
    if (reason == null) {
      return null;
    }
    Attention known = before.attention();
    return new Attention(reason, Attention.OPERATOR, known == null ? now : known.since());
  }

  private static @Nullable String reason(
      List<Step> outstanding, PolicySnapshot policy, Milestones milestones, Instant now) {
    String steps =
        outstanding.stream()
            .map(step -> reason(step, policy))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    if (!steps.isEmpty()) {
      return steps;
    }
    Instant respondBy = milestones.respondBy();
    if (outstanding.isEmpty() || respondBy == null || now.isBefore(respondBy)) {
      return null;
    }
    return "%s was due at %s and %s has not completed; it goes on until it has."
        .formatted(
            outstanding.getFirst().phase().wireName(),
            respondBy,
            outstanding.stream()
                .map(Step::participant)
                .map(ParticipantName::value)
                .collect(Collectors.joining(", ")));
  }

  private static @Nullable String reason(Step step, PolicySnapshot policy) {
    StepError error = step.error();
    if (error != null && error.kind() == StepError.Kind.REFUSED) {
      return "%s refuses to %s (%s: %s); nothing is given back and it is asked again with growing pauses."
          .formatted(step.participant(), step.phase().wireName(), error.code(), error.detail());
    }
    int misses = step.misses() + (step.state() == StepState.FAILED ? 1 : 0);
    if (misses < policy.attentionAfter()) {
      return null;
    }
    return error == null
        ? "%s left %s unanswered %d times in a row; it is announced again until it answers."
            .formatted(step.participant(), step.phase().wireName(), misses)
        : "%s failed to %s %d times in a row (%s: %s); it is announced again until it succeeds."
            .formatted(
                step.participant(), step.phase().wireName(), misses, error.code(), error.detail());
  }
}
