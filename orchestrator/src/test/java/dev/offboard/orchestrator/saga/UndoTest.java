package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.CANCELLED;
import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REINSTATING;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.SCHEDULED;
import static dev.offboard.contracts.OffboardingState.UNKNOWN;
import static dev.offboard.contracts.OffboardingState.VERIFYING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.PERSON;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.requestedIn;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserReinstated;
import org.junit.jupiter.api.Test;

class UndoTest {
  @Test
  void undo_while_scheduled_cancels_and_nothing_was_announced() {
    SagaRun run =
        requestedIn(ofHours(2), holding(ofDays(7)))
            .undone()
            .expectHistory(SCHEDULED, CANCELLED)
            .expectNothingAnnounced();

    assertThat(run.offboarding().wakeAt()).isNull();
  }

  @Test
  void undo_in_the_grace_period_reinstates_under_the_next_epoch() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .completes(ALL)
            .undone()
            .expectHistory(REVOKING, VERIFYING, REVOKED, REINSTATING)
            .expectAnnounced(UserReinstated.class, 1, ALL);

    UserReinstated announced = (UserReinstated) run.announced();
    assertThat(announced.epoch()).isEqualTo(run.offboarding().epoch().next());
    assertThat(announced.initiator()).isEqualTo(PERSON);
  }

  @Test
  void undo_while_revoking_reinstates_everybody_who_was_announced_to() {
    requested(holding(ofDays(7)))
        .completes(IDENTITY)
        .undone()
        .expectHistory(REVOKING, REINSTATING)
        .expectAnnounced(UserReinstated.class, 1, ALL)
        .completes(ALL)
        .expectHistory(REVOKING, REINSTATING, REINSTATED)
        .expectNothingAnnounced();
  }

  @Test
  void announcing_the_reinstatement_again_still_says_who_asked_for_it() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .undone()
            .untilWoken()
            .expectAnnounced(UserReinstated.class, 2, ALL);

    assertThat(((UserReinstated) run.announced()).initiator()).isEqualTo(PERSON);
  }

  @Test
  void undo_twice_is_the_same_undo() {
    requested(holding(ofDays(7)))
        .undone()
        .undone()
        .expectAccepted()
        .expectNothingAnnounced()
        .expectHistory(REVOKING, REINSTATING)
        .completes(ALL)
        .undone()
        .expectAccepted()
        .expectHistory(REVOKING, REINSTATING, REINSTATED);
  }

  @Test
  void cancelling_twice_is_the_same_cancellation() {
    requestedIn(ofHours(2), holding(ofDays(7)))
        .undone()
        .undone()
        .expectAccepted()
        .expectHistory(SCHEDULED, CANCELLED);
  }

  @Test
  void past_the_pivot_undo_is_refused_with_the_state() {
    SagaRun run = requested(holding(ZERO)).completes(ALL).undone().expectRefused();
    run.completes(ALL).undone().expectRefused();
    run.completes(AUDIT).expectState(COMPLETED).undone().expectRefused();
  }

  @Test
  void what_a_newer_version_wrote_is_not_undone_by_an_older_one() {
    requested(holding(ZERO)).foundIn(UNKNOWN).undone().expectRefused();
  }

  @Test
  void a_revoke_report_after_the_undo_changes_nothing() {
    SagaRun run = requested(holding(ofDays(7)));
    var late = run.answer(IDENTITY).completed(0);

    run.undone().reports(IDENTITY, late).expectIgnored(IgnoredReason.OTHER_PHASE);
  }
}
