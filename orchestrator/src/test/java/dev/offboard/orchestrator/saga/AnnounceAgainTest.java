package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.UserDeprovisioned;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnnounceAgainTest {
  @Test
  void who_failed_is_announced_to_again_alone_under_the_next_attempt() {
    requested(holding(ofDays(7)))
        .completes(IDENTITY, AUDIT)
        .fails(ENTITLEMENT, "database-away")
        .expectState(REVOKING)
        .expectWake(ofSeconds(2))
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 2, ENTITLEMENT);
  }

  @Test
  void who_is_silent_is_announced_to_again_after_its_own_pause() {
    requested(holding(ofDays(7)))
        .completes(IDENTITY, AUDIT, ENTITLEMENT)
        .expectWake(ofSeconds(5))
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 2, SESSION)
        .expectWake(ofSeconds(10))
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 3, SESSION)
        .expectWake(ofSeconds(20));
  }

  @Test
  void pauses_end_at_five_minutes_and_never_end_altogether() {
    SagaRun run = requested(holding(ofDays(7))).completes(IDENTITY, AUDIT, ENTITLEMENT);
    for (int attempt = 2; attempt < 60; attempt++) {
      run.untilWoken();
      if (run.decision().announcements().isEmpty()) {
        run.untilWoken(); // the deadline woke it
      }
      run.expectAnnounced(UserDeprovisioned.class, attempt, SESSION).expectState(REVOKING);
    }
    run.expectWake(ofMinutes(5)).completes(SESSION).expectState(REVOKED).expectNoAttention();
  }

  @Test
  void one_who_fails_often_does_not_make_the_pauses_of_another_longer() {
    SagaRun run = requested(holding(ofDays(7))).completes(IDENTITY, AUDIT);
    run.fails(ENTITLEMENT, "x").untilWoken().fails(ENTITLEMENT, "x");

    assertThat(run.step(Phase.REVOKE, SESSION).attempt()).isEqualTo(1);
    run.completes(ENTITLEMENT).untilWoken().expectAnnounced(UserDeprovisioned.class, 3, SESSION);
    run.fails(SESSION, "x").expectWake(ofSeconds(4));
  }

  @Test
  void completed_with_access_left_counts_as_failed() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .completes(IDENTITY, AUDIT, ENTITLEMENT)
            .completesWithResidual(SESSION, 2)
            .expectState(REVOKING);

    Step step = run.step(Phase.REVOKE, SESSION);
    assertThat(step.state()).isEqualTo(StepState.FAILED);
    assertThat(step.error())
        .isEqualTo(
            new StepError(
                StepError.Kind.FAILED, "residual-access", "completed, but 2 accesses are left"));
    run.untilWoken().expectAnnounced(UserDeprovisioned.class, 2, SESSION);
  }

  @Test
  void what_is_left_after_sealing_or_giving_back_is_no_residual_access() {
    requested(holding(ofDays(7)))
        .undone()
        .completes(IDENTITY, AUDIT, SESSION)
        .completesWithResidual(ENTITLEMENT, 4)
        .expectState(dev.offboard.contracts.OffboardingState.REINSTATED);
  }

  @Test
  void progress_is_recorded_and_pushes_the_silent_timeout_out() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .completes(IDENTITY, AUDIT, SESSION)
            .later(ofSeconds(4))
            .progresses(ENTITLEMENT, "3 of 7 applications")
            .expectWake(ofMinutes(1));

    assertThat(run.step(Phase.REVOKE, ENTITLEMENT).progress()).isEqualTo("3 of 7 applications");
    run.later(ofSeconds(30))
        .progresses(ENTITLEMENT, "5 of 7 applications")
        .expectWake(ofMinutes(1))
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 2, ENTITLEMENT);
  }

  @Test
  void while_everybody_takes_long_to_answer_nobody_counts_as_silent_sooner() {
    requested(holding(ofDays(7)))
        .withPatience(ofSeconds(12))
        .untilWoken()
        .expectNothingAnnounced()
        .expectWake(ofSeconds(7))
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 2, ALL);
  }

  @Test
  void patience_ends_at_the_longest_pause() {
    requested(holding(ofDays(7)))
        .withPatience(Duration.ofHours(3))
        .untilWoken()
        .expectNothingAnnounced()
        .expectWake(ofMinutes(5).minusSeconds(5));
  }

  @Test
  void patience_is_not_for_those_who_failed() {
    requested(holding(ofDays(7)))
        .withPatience(ofMinutes(1))
        .fails(SESSION, "x")
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 2, SESSION);
  }

  @Test
  void the_deadline_stays_that_of_the_first_announcement() {
    SagaRun run = requested(holding(ofDays(7))).untilWoken();
    Instant respondBy = ((UserDeprovisioned) run.announced()).respondBy();
    assertThat(respondBy).isEqualTo(START.plus(ofMinutes(5)));
  }

  @Test
  void sealing_again_asks_for_the_same_number_of_changes() {
    SagaRun run =
        requested(holding(ZERO))
            .completes(ALL)
            .completes(ALL)
            .untilWoken()
            .expectAnnounced(OffboardingConcluded.class, 2, AUDIT);
    assertThat(((OffboardingConcluded) run.announced()).stateChanges()).isEqualTo(5);
  }
}
