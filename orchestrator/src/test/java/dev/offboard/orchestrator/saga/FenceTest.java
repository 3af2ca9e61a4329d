package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.UNKNOWN;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.requestedIn;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserRef;
import org.junit.jupiter.api.Test;

class FenceTest {
  private final SagaRun run = requested(holding(ofDays(7)));

  @Test
  void a_late_report_of_an_older_attempt_moves_nothing() {
    StepReport late = run.answer(SESSION).completed(0);

    run.untilWoken().reports(SESSION, late).expectIgnored(IgnoredReason.OTHER_ATTEMPT);
  }

  @Test
  void a_report_of_an_attempt_never_announced_moves_nothing() {
    run.reports(SESSION, run.answer(SESSION).toAttempt(9).completed(0))
        .expectIgnored(IgnoredReason.OTHER_ATTEMPT);
  }

  @Test
  void a_report_of_another_epoch_moves_nothing() {
    run.reports(SESSION, run.answer(SESSION).underEpoch(new Epoch(2)).completed(0))
        .expectIgnored(IgnoredReason.OTHER_EPOCH);
    run.undone()
        .reports(SESSION, run.answer(SESSION).underEpoch(new Epoch(3)).completed(0))
        .expectIgnored(IgnoredReason.OTHER_EPOCH);
  }

  @Test
  void a_report_of_another_phase_moves_nothing() {
    run.reports(SESSION, run.answer(SESSION).about(Phase.ERASE).completed(0))
        .expectIgnored(IgnoredReason.OTHER_PHASE)
        .completes(ALL)
        .completes(SESSION)
        .expectIgnored(IgnoredReason.OTHER_PHASE);
  }

  @Test
  void a_report_about_another_user_or_tenant_moves_nothing() {
    run.reports(SESSION, run.answer(SESSION).about(UserRef.of("other", "u-1")).completed(0))
        .expectIgnored(IgnoredReason.OTHER_USER);
  }

  @Test
  void a_report_of_somebody_not_announced_to_moves_nothing() {
    ParticipantName stranger = new ParticipantName("stranger");
    run.reports(stranger, run.answer(stranger).completed(0))
        .expectIgnored(IgnoredReason.NOT_ADDRESSED);
    SagaRun sealing = requested(holding(ZERO)).completes(ALL).completes(ALL);
    sealing
        .reports(SESSION, sealing.answer(SESSION).completed(0))
        .expectIgnored(IgnoredReason.NOT_ADDRESSED);
  }

  @Test
  void a_second_completion_of_the_same_attempt_moves_nothing() {
    run.completes(SESSION).completes(SESSION).expectIgnored(IgnoredReason.ALREADY_ANSWERED);
  }

  @Test
  void a_failure_after_the_completion_moves_nothing() {
    run.completes(SESSION).fails(SESSION, "late").expectIgnored(IgnoredReason.ALREADY_ANSWERED);
    assertThat(run.step(Phase.REVOKE, SESSION).state()).isEqualTo(StepState.COMPLETED);
  }

  @Test
  void a_completion_after_the_failure_of_the_same_attempt_counts() {
    run.fails(SESSION, "early").completes(SESSION).expectAccepted();
    assertThat(run.step(Phase.REVOKE, SESSION).state()).isEqualTo(StepState.COMPLETED);
  }

  @Test
  void progress_after_a_failure_of_the_same_attempt_moves_nothing() {
    run.fails(SESSION, "x")
        .progresses(SESSION, "half")
        .expectIgnored(IgnoredReason.ALREADY_ANSWERED);
  }

  @Test
  void an_answer_to_a_question_nobody_asked_moves_nothing() {
    run.reports(SESSION, run.answer(SESSION).residual(Evidence.of("sessions", 1)))
        .expectIgnored(IgnoredReason.NOT_ASKED);
  }

  @Test
  void a_report_before_anything_was_announced_moves_nothing() {
    requestedIn(ofDays(1), holding(ZERO))
        .completes(SESSION)
        .expectIgnored(IgnoredReason.NOTHING_ANNOUNCED);
  }

  @Test
  void after_the_end_nothing_moves() {
    SagaRun completed = requested(holding(ZERO)).completes(ALL).completes(ALL).completes(AUDIT);
    completed.expectState(COMPLETED).completes(AUDIT).expectIgnored(IgnoredReason.ENDED);
    completed.timerFires().expectAccepted().expectNothingAnnounced();

    run.undone().completes(ALL).expectState(REINSTATED);
    run.completes(IDENTITY).expectIgnored(IgnoredReason.ENDED);
    run.timerFires().expectIgnored(IgnoredReason.ENDED);
  }

  @Test
  void a_state_of_a_newer_version_parks_the_offboarding() {
    run.foundIn(UNKNOWN).completes(ENTITLEMENT).expectIgnored(IgnoredReason.PARKED);
    run.timerFires().expectIgnored(IgnoredReason.PARKED);
  }

  @Test
  void a_step_state_of_a_newer_version_is_work_under_way() {
    assertThat(StepState.ofCode("VERIFYING")).isEqualTo(StepState.PROGRESSING);
    assertThat(StepState.ofCode("FAILED")).isEqualTo(StepState.FAILED);
  }

  @Test
  void a_page_of_detail_is_shortened() {
    assertThat(new StepError(StepError.Kind.FAILED, "x", "y".repeat(4000)).detail()).hasSize(501);
  }

  @Test
  void an_ignored_report_leaves_the_offboarding_as_it_was() {
    Offboarding before = run.expectState(REVOKING).offboarding();
    run.reports(SESSION, run.answer(SESSION).toAttempt(2).failed("x"));
    assertThat(run.offboarding()).isSameAs(before);
  }
}
