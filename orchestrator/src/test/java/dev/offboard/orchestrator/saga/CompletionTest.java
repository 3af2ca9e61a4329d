package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.ERASING;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.SCHEDULED;
import static dev.offboard.contracts.OffboardingState.SEALING;
import static dev.offboard.contracts.OffboardingState.VERIFYING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.PERSON;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.requestedIn;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingCompleted;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import org.junit.jupiter.api.Test;

class CompletionTest {
  @Test
  void a_request_for_now_announces_the_deprovisioning_to_everybody_at_once() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .expectHistory(REVOKING)
            .expectAnnounced(UserDeprovisioned.class, 1, ALL);

    UserDeprovisioned announced = (UserDeprovisioned) run.announced();
    assertThat(announced.epoch()).isEqualTo(run.offboarding().epoch());
    assertThat(announced.initiator()).isEqualTo(PERSON);
    assertThat(announced.effectiveAt()).isEqualTo(START);
    assertThat(announced.respondBy()).isEqualTo(START.plus(ofMinutes(5)));
  }

  @Test
  void the_last_completion_in_whatever_order_leads_to_revoked() {
    requested(holding(ofDays(7)))
        .completes(AUDIT, SESSION, ENTITLEMENT)
        .expectState(REVOKING)
        .expectNothingAnnounced()
        .later(ofSeconds(1))
        .completes(IDENTITY)
        .expectHistory(REVOKING, VERIFYING, REVOKED)
        .expectNothingAnnounced()
        .expectWake(ofDays(7));
  }

  @Test
  void the_grace_period_over_the_pivot_is_announced() {
    requested(holding(ofDays(7)))
        .completes(ALL)
        .untilWoken()
        .expectHistory(REVOKING, VERIFYING, REVOKED, ERASING)
        .expectAnnounced(UserErased.class, 1, ALL);
  }

  @Test
  void a_timer_that_fires_before_the_grace_period_is_over_erases_nothing() {
    requested(holding(ofDays(7)))
        .completes(ALL)
        .later(ofDays(6))
        .timerFires()
        .expectState(REVOKED)
        .expectNothingAnnounced()
        .expectWake(ofDays(1));
  }

  @Test
  void without_a_grace_period_the_last_completion_goes_on_to_erasing_and_history_shows_both() {
    requested(holding(ZERO))
        .completes(ALL)
        .expectHistory(REVOKING, VERIFYING, REVOKED, ERASING)
        .expectAnnounced(UserErased.class, 1, ALL);
  }

  @Test
  void all_erased_asks_the_audit_to_seal_as_many_changes_as_were_committed() {
    SagaRun run =
        requested(holding(ZERO))
            .completes(ALL)
            .completes(ALL)
            .expectHistory(REVOKING, VERIFYING, REVOKED, ERASING, SEALING)
            .expectAnnounced(OffboardingConcluded.class, 1, AUDIT);

    assertThat(((OffboardingConcluded) run.announced()).stateChanges()).isEqualTo(5);
  }

  @Test
  void sealed_is_completed_and_everybody_is_told() {
    SagaRun run =
        requested(holding(ZERO))
            .completes(ALL)
            .completes(ALL)
            .later(ofSeconds(3))
            .completes(AUDIT)
            .expectHistory(REVOKING, VERIFYING, REVOKED, ERASING, SEALING, COMPLETED);

    assertThat(run.announced()).isInstanceOf(OffboardingCompleted.class);
    assertThat(run.offboarding().milestones().completedAt()).isEqualTo(START.plusSeconds(3));
    assertThat(run.offboarding().wakeAt()).isNull();
  }

  @Test
  void a_step_keeps_when_it_was_completed_and_what_was_counted() {
    Step step =
        requested(holding(ZERO)).later(ofSeconds(2)).completes(SESSION).step(Phase.REVOKE, SESSION);

    assertThat(step.state()).isEqualTo(StepState.COMPLETED);
    assertThat(step.completedAt()).isEqualTo(START.plusSeconds(2));
    assertThat(step.evidence()).isEqualTo(Evidence.of("sessions", 3));
    assertThat(step.dueAt()).isNull();
  }

  @Test
  void a_request_for_later_does_nothing_until_its_time() {
    requestedIn(ofHours(2), holding(ofDays(7)))
        .expectHistory(SCHEDULED)
        .expectNothingAnnounced()
        .expectWake(ofHours(2))
        .later(ofHours(1))
        .timerFires()
        .expectState(SCHEDULED)
        .later(ofHours(1))
        .timerFires()
        .expectHistory(SCHEDULED, REVOKING)
        .expectAnnounced(UserDeprovisioned.class, 1, ALL);
  }

  @Test
  void the_deadline_of_the_policy_goes_before_the_definitions() {
    PolicySnapshot hurried =
        new PolicySnapshot(
            "hurried", 1, ZERO, java.util.Map.of(Phase.REVOKE, ofSeconds(30)), Refusal.HOLD, 3);

    UserDeprovisioned announced = (UserDeprovisioned) requested(hurried).announced();
    assertThat(announced.respondBy()).isEqualTo(START.plusSeconds(30));
  }
}
