package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.ERASING;
import static dev.offboard.contracts.OffboardingState.REINSTATING;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.VERIFYING;
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
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserReinstated;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryTest {
  @Test
  void those_who_have_not_confirmed_are_asked_again_at_once_and_it_is_on_record() {
    SagaRun run = requested(holding(ofDays(7))).completes(IDENTITY, AUDIT).fails(SESSION, "x");
    Instant due = run.offboarding().milestones().respondBy();

    run.later(Retrying.JUST_ASKED)
        .retried()
        .expectHistory(REVOKING, REVOKING)
        .expectAnnounced(UserDeprovisioned.class, 2, SESSION, ENTITLEMENT);

    assertThat(run.offboarding().milestones().respondBy())
        .as("nobody gets more time")
        .isEqualTo(due);
    assertThat(run.lastChange().why()).isEqualTo("asked again: entitlement, session");
    assertThat(run.lastChange().by()).isEqualTo(SagaRun.PERSON);
  }

  @Test
  void twice_within_seconds_is_once() {
    requested(holding(ofDays(7)))
        .later(Retrying.JUST_ASKED)
        .retried()
        .expectAnnounced(UserDeprovisioned.class, 2, ALL)
        .retried()
        .expectAccepted()
        .expectNothingAnnounced()
        .expectHistory(REVOKING, REVOKING);
  }

  @Test
  void an_answer_to_the_attempt_before_is_stale_and_the_new_one_ends_it() {
    requested(holding(ofDays(7)))
        .completes(IDENTITY, AUDIT, ENTITLEMENT)
        .later(Retrying.JUST_ASKED)
        .retried()
        .completes(SESSION)
        .expectHistory(REVOKING, REVOKING, VERIFYING, REVOKED);
  }

  @Test
  void access_that_is_known_to_be_left_is_taken_away_at_once() {
    requested(holding(ofDays(7)))
        .completesUnverified(ALL)
        .readsResidual(SESSION)
        .later(Retrying.JUST_ASKED)
        .retried()
        .expectHistory(REVOKING, VERIFYING, REVOKING)
        .expectAnnounced(UserDeprovisioned.class, 2, ALL);
  }

  @Test
  void what_erases_and_what_gives_back_is_asked_again_too() {
    requested(holding(ZERO))
        .completes(ALL)
        .later(Retrying.JUST_ASKED)
        .retried()
        .expectHistory(REVOKING, VERIFYING, REVOKED, ERASING, ERASING)
        .expectAnnounced(UserErased.class, 2, ALL);
    requested(holding(ofDays(7)))
        .undone()
        .later(Retrying.JUST_ASKED)
        .retried()
        .expectHistory(REVOKING, REINSTATING, REINSTATING)
        .expectAnnounced(UserReinstated.class, 2, ALL);
  }

  @Test
  void where_nobody_is_awaited_it_is_refused() {
    requestedIn(ofHours(2), holding(ofDays(7)))
        .retried()
        .expectConflict(Verdict.Conflict.NOBODY_AWAITED);
    requested(holding(ofDays(7)))
        .completes(ALL)
        .expectState(REVOKED)
        .retried()
        .expectConflict(Verdict.Conflict.NOBODY_AWAITED);
  }
}
