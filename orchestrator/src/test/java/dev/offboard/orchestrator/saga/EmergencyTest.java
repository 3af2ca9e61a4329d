package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.SCHEDULED;
import static dev.offboard.contracts.OffboardingState.VERIFYING;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.emergency;
import static dev.offboard.orchestrator.saga.SagaRun.reinstating;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.requestedIn;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.UserDeprovisioned;
import org.junit.jupiter.api.Test;

class EmergencyTest {
  @Test
  void an_emergency_says_so_to_participants_and_nobody_else_does() {
    assertThat(((UserDeprovisioned) requested(emergency()).announced()).priority())
        .isEqualTo(Priority.URGENT);
    assertThat(((UserDeprovisioned) requested(reinstating(ofDays(1))).announced()).priority())
        .isNull();
  }

  @Test
  void somebody_who_waits_in_a_backlog_is_announced_again_when_it_is_an_emergency() {
    SagaRun run =
        requested(reinstating(ofDays(1)))
            .completesUnverified(IDENTITY)
            .later(ofMinutes(2))
            .requestedAgain(START, emergency())
            .expectHistory(REVOKING, REVOKING)
            .expectAnnounced(UserDeprovisioned.class, 2, ALL);

    assertThat(run.offboarding().policy()).isEqualTo(emergency());
    assertThat(run.offboarding().reason().value()).isEqualTo("immediate-termination");
    assertThat(((UserDeprovisioned) run.announced()).priority()).isEqualTo(Priority.URGENT);
    run.completes(ALL).expectState(REVOKED);
  }

  @Test
  void an_answer_to_the_announcement_that_was_overtaken_moves_nothing() {
    SagaRun run = requested(reinstating(ofDays(1)));
    Answer early = run.answer(IDENTITY);
    run.requestedAgain(START, emergency())
        .reports(IDENTITY, early.completed(0))
        .expectIgnored(IgnoredReason.OTHER_ATTEMPT);
  }

  @Test
  void the_same_emergency_again_changes_nothing() {
    requested(emergency())
        .requestedAgain(START, emergency())
        .expectAccepted()
        .expectNothingAnnounced()
        .expectHistory(REVOKING);
  }

  @Test
  void an_emergency_to_come_hurries_nobody() {
    requested(reinstating(ofDays(1)))
        .requestedAgain(START.plusSeconds(60), emergency())
        .expectAccepted()
        .expectNothingAnnounced()
        .expectHistory(REVOKING);
  }

  @Test
  void who_has_confirmed_in_a_backlog_is_read_back_past_it() {
    SagaRun run =
        requested(reinstating(ofDays(1)))
            .completesUnverified(ALL)
            .requestedAgain(START, emergency())
            .expectHistory(REVOKING, VERIFYING, VERIFYING)
            .expectAnnounced(ResidualAccessQueried.class, 2, ALL);

    assertThat(run.offboarding().policy()).isEqualTo(emergency());
    assertThat(run.lastChange().terms()).isNotNull();
    run.readsNothing(ALL).expectState(REVOKED);
  }

  @Test
  void what_was_read_before_it_was_hurried_moves_nothing() {
    SagaRun run = requested(reinstating(ofDays(1))).completesUnverified(ALL);
    Answer early = run.answer(IDENTITY);
    run.requestedAgain(START, emergency())
        .reports(IDENTITY, early.residual(Evidence.NONE))
        .expectIgnored(IgnoredReason.OTHER_ATTEMPT);
  }

  @Test
  void what_is_known_to_be_left_is_taken_away_at_once_in_an_emergency() {
    SagaRun run =
        requested(reinstating(ofDays(1)))
            .completesUnverified(ALL)
            .readsResidual(IDENTITY)
            .requestedAgain(START, emergency())
            .expectHistory(REVOKING, VERIFYING, REVOKING)
            .expectAnnounced(UserDeprovisioned.class, 2, ALL);

    assertThat(((UserDeprovisioned) run.announced()).priority()).isEqualTo(Priority.URGENT);
  }

  @Test
  void a_scheduled_one_starts_as_the_emergency_it_has_become() {
    SagaRun run =
        requestedIn(ofDays(1), reinstating(ofDays(1)))
            .requestedAgain(START, emergency())
            .expectHistory(SCHEDULED, REVOKING);

    assertThat(((UserDeprovisioned) run.announced()).priority()).isEqualTo(Priority.URGENT);
  }

  @Test
  void one_that_is_due_does_not_wait_its_turn_when_it_is_an_emergency() {
    requestedIn(ofDays(1), reinstating(ofDays(1)))
        .later(ofDays(1).plusMinutes(1))
        .requestedAgain(START.plus(ofDays(1)).plusSeconds(60), emergency())
        .expectHistory(SCHEDULED, REVOKING);
  }

  @Test
  void one_that_is_due_waits_its_turn_when_it_is_none() {
    requestedIn(ofDays(1), reinstating(ofDays(1)))
        .later(ofDays(1).plusMinutes(1))
        .requestedAgain(START.plus(ofDays(1)).plusSeconds(60), reinstating(ofDays(1)))
        .expectAccepted()
        .expectNothingAnnounced()
        .expectHistory(SCHEDULED);
  }
}
