package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of an offboarding while a decision about it is being made.
final class Steps {
  private final List<Step> steps;
  private final Instant now;

  Steps(List<Step> before, Instant now) {
    this.steps = new ArrayList<>(before);
    this.now = now;
  }

  List<Step> all() {
    return steps;
  }

  /// Nobody is asked again about this phase.
  void settle(Phase phase) {
    steps.replaceAll(step -> step.phase() == phase ? step.left() : step);
  }

  /// Nobody whose pause is over counts as silent before that time has passed.
  void beWaitedFor(PhaseDefinition phase, Duration patience) {
    steps.replaceAll(step -> isDue(step, phase) ? step.patiently(patience) : step);
  }

  /// Those whose pause is over.
  Stream<Step> due(PhaseDefinition phase) {
    return steps.stream().filter(Step::isOutstanding).filter(step -> isDue(step, phase));
  }

  private boolean isDue(Step step, PhaseDefinition phase) {
    Instant dueAt = step.dueAt();
    return step.phase() == phase.phase() && dueAt != null && !dueAt.isAfter(now);
  }

  /// Notes that the phase is announced to them; returns the attempt.
  int announced(Phase phase, List<ParticipantName> participants) {
    int attempt =
        1
            + steps.stream()
                .filter(step -> step.phase() == phase)
                .mapToInt(Step::attempt)
                .max()
                .orElse(0);
    for (ParticipantName participant : participants) {
      Step.Key key = new Step.Key(phase, participant);
      Optional<Step> known = steps.stream().filter(step -> step.key().equals(key)).findFirst();
      known.ifPresent(steps::remove);
      steps.add(
          known
              .map(step -> step.announcedAgain(attempt, now))
              .orElseGet(() -> Step.announced(key, attempt, now)));
    }
    return attempt;
  }

  void replace(Step answered) {
    steps.replaceAll(other -> other.key().equals(answered.key()) ? answered : other);
  }

  Stream<Step> outstanding(Phase phase) {
    return steps.stream().filter(step -> step.phase() == phase).filter(Step::isOutstanding);
  }
}
