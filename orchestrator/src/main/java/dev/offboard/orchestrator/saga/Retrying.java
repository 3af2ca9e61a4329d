package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Initiator;
import dev.offboard.orchestrator.saga.SagaEvent.RetryRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A person who doesn't want to wait for the next pause to be over. It is the announcement that
/// would come anyway, sooner and on record; it moves no deadline and gives nothing back.
final class Retrying {
  /// Who presses twice means once, and participants need a moment to answer.
  static final Duration JUST_ASKED = Duration.ofSeconds(5);

  private Retrying() {}

  static Decision requested(
      SagaDefinition definition, Offboarding offboarding, RetryRequested retry, Instant now) {
    if (!offboarding.canBeAskedAgain()) {
      return Decision.unchanged(
          offboarding, new Verdict.Refused(offboarding.state(), Verdict.Conflict.NOBODY_AWAITED));
    }
    PhaseDefinition awaited = definition.awaitedIn(offboarding.state()).orElseThrow();
    List<Step> asked =
        offboarding.stepsOf(awaited.phase()).stream().filter(Step::isOutstanding).toList();
    if (asked.stream().allMatch(step -> step.announcedAt().plus(JUST_ASKED).isAfter(now))) {
      return Decision.unchanged(offboarding, new Verdict.Accepted());
    }
    Draft draft = Draft.of(definition, offboarding, now);
    return again(draft, awaited, asked, retry.initiator()).accepted();
  }

  /// What is known to be left is taken away, not looked at again.
  private static Draft again(Draft draft, PhaseDefinition awaited, List<Step> asked, Initiator by) {
    return switch (awaited.phase()) {
      case REVOKE, WITHDRAW -> draft.retry(Transition.RETRIED_WHILE_REVOKING, by, awaited);
      case VERIFY ->
          asked.stream().anyMatch(Step::isResidual)
              ? draft.move(Transition.RESIDUAL_ACCESS, by, "residual access")
              : draft.retry(Transition.RETRIED_WHILE_VERIFYING, by, awaited);
      case ERASE -> draft.retry(Transition.RETRIED_WHILE_ERASING, by, awaited);
      case REINSTATE, RESTORE -> draft.retry(Transition.RETRIED_WHILE_REINSTATING, by, awaited);
      case SEAL -> throw new IllegalStateException("a seal is not asked for again by people");
    };
  }
}
