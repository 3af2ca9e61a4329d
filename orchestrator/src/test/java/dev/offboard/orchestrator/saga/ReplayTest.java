package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.ERASING;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REINSTATING;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.reinstating;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserReinstated;
import org.junit.jupiter.api.Test;

/// The orders of events that break the saga of Debezium's well-known outbox example, which matches
/// no reply to what was asked.
class ReplayTest {
  @Test
  void a_second_success_after_completed_starts_nothing_again() {
    SagaRun run = completed();
    StepReport success = run.answer(AUDIT).about(Phase.SEAL).completed(0);

    run.reports(AUDIT, success).expectIgnored(IgnoredReason.ENDED).expectState(COMPLETED);
    assertThat(run.offboarding().wakeAt()).as("nothing will start it later").isNull();
  }

  @Test
  void a_failure_after_completion_compensates_nothing() {
    SagaRun run = completed();

    run.reports(SESSION, run.answer(SESSION).about(Phase.REVOKE).failed("database-away"))
        .expectIgnored(IgnoredReason.ENDED)
        .expectState(COMPLETED)
        .expectNoAttention();
    run.reports(IDENTITY, run.answer(IDENTITY).about(Phase.ERASE).refused("legal-hold"))
        .expectIgnored(IgnoredReason.ENDED)
        .expectState(COMPLETED);
  }

  @Test
  void a_failed_compensation_is_no_clean_abort() {
    requested(holding(ofDays(7)))
        .completes(ALL)
        .undone()
        .completes(IDENTITY, SESSION, AUDIT)
        .fails(ENTITLEMENT, "snapshot-unreadable")
        .expectState(REINSTATING)
        .untilWoken()
        .expectAnnounced(UserReinstated.class, 2, ENTITLEMENT)
        .fails(ENTITLEMENT, "snapshot-unreadable")
        .untilWoken()
        .fails(ENTITLEMENT, "snapshot-unreadable")
        .expectAttention("entitlement failed to reinstate 3 times", "snapshot-unreadable")
        .untilWoken()
        .completes(ENTITLEMENT)
        .expectState(REINSTATED)
        .expectNoAttention();
  }

  @Test
  void a_repeated_reply_of_the_first_step_during_the_second_moves_nothing() {
    SagaRun run = requested(holding(ZERO));
    StepReport first = run.answer(SESSION).completed(0);
    run.completes(ALL).expectState(ERASING).completes(IDENTITY, ENTITLEMENT, AUDIT);

    run.reports(SESSION, first).expectIgnored(IgnoredReason.OTHER_PHASE).expectState(ERASING);
    assertThat(run.step(Phase.ERASE, SESSION).state()).isEqualTo(StepState.ANNOUNCED);
  }

  @Test
  void a_reply_of_the_second_step_before_the_first_moves_nothing_and_is_asked_for_again() {
    SagaRun run = requested(holding(ZERO));

    run.reports(SESSION, run.answer(SESSION).about(Phase.ERASE).completed(0))
        .expectIgnored(IgnoredReason.OTHER_PHASE)
        .expectState(REVOKING);
    run.completes(ALL).expectState(ERASING).completes(IDENTITY, ENTITLEMENT, AUDIT);
    assertThat(run.step(Phase.ERASE, SESSION).state()).isEqualTo(StepState.ANNOUNCED);
  }

  @Test
  void a_refusal_repeated_during_the_compensation_compensates_nothing_twice() {
    SagaRun run = requested(reinstating(ofDays(7)));
    StepReport refusal = run.answer(ENTITLEMENT).refused("legal-hold");
    run.reports(ENTITLEMENT, refusal).expectState(REINSTATING);

    run.reports(ENTITLEMENT, refusal).expectIgnored(IgnoredReason.OTHER_PHASE);
    run.completes(ALL).expectState(REINSTATED);
    run.reports(ENTITLEMENT, refusal).expectIgnored(IgnoredReason.ENDED);
  }

  private static SagaRun completed() {
    return requested(holding(ZERO))
        .completes(ALL)
        .completes(ALL)
        .completes(AUDIT)
        .expectState(COMPLETED);
  }
}
