package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.CANCELLED;
import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.ERASING;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REINSTATING;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.SCHEDULED;
import static dev.offboard.contracts.OffboardingState.SEALING;
import static dev.offboard.contracts.OffboardingState.VERIFYING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.contracts.Priority.NORMAL;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.PERSON;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.reinstating;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.requestedIn;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is reported gone is read again: right after, at sweeps, and after the end.
class VerificationTest {
  private static final OffboardingId FIRST = new OffboardingId(new UUID(1, 1));

  @Test
  void when_all_have_completed_each_is_asked_to_read_its_state_again() {
    requested(holding(ofDays(7)))
        .completesUnverified(ALL)
        .expectHistory(REVOKING, VERIFYING)
        .expectAnnounced(ResidualAccessQueried.class, 1, ALL)
        .readsNothing(AUDIT, SESSION, ENTITLEMENT)
        .expectState(VERIFYING)
        .readsNothing(IDENTITY)
        .expectHistory(REVOKING, VERIFYING, REVOKED);
  }

  @Test
  void residual_access_is_revoked_again_after_a_pause_that_grows() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .completesUnverified(ALL)
            .readsResidual(SESSION)
            .expectState(VERIFYING)
            .expectWake(Pauses.FIRST_FAILURE)
            .untilWoken()
            .expectHistory(REVOKING, VERIFYING, REVOKING)
            .expectAnnounced(UserDeprovisioned.class, 2, ALL)
            .completesUnverified(ALL)
            .expectAnnounced(ResidualAccessQueried.class, 2, ALL)
            .readsResidual(SESSION);
    run.expectWake(Pauses.FIRST_FAILURE.multipliedBy(2)).expectNoAttention();
  }

  @Test
  void a_participant_that_keeps_lying_needs_attention_and_never_reaches_revoked() {
    SagaRun run = requested(reinstating(ZERO)).completesUnverified(ALL);
    for (int round = 0; round < 3; round++) {
      run.readsResidual(ENTITLEMENT).untilWoken().completesUnverified(ALL);
    }
    run.readsResidual(ENTITLEMENT)
        .expectState(VERIFYING)
        .expectAttention("entitlement", "residual-access");
    run.untilWoken().expectState(REVOKING).expectAttention("entitlement");
    run.completesUnverified(ALL).readsNothing(ALL).expectState(ERASING).expectNoAttention();
  }

  @Test
  void completing_is_no_answer_to_a_verification_nor_reading_one_to_a_revocation() {
    SagaRun run = requested(holding(ZERO));
    run.readsNothing(SESSION).expectIgnored(IgnoredReason.NOT_ASKED);
    run.completesUnverified(ALL)
        .completesUnverified(SESSION)
        .expectIgnored(IgnoredReason.NOT_ASKED);
  }

  @Test
  void it_can_be_undone_while_it_is_verified() {
    requested(holding(ofDays(7)))
        .completesUnverified(ALL)
        .undone()
        .expectHistory(REVOKING, VERIFYING, REINSTATING)
        .expectAnnounced(UserReinstated.class, 1, ALL);
  }

  @Test
  void a_sweep_in_the_grace_period_asks_everybody_and_a_clean_one_changes_nothing() {
    requested(sweeping(ofDays(7), ofHours(1), ofDays(1)))
        .completes(ALL)
        .expectState(REVOKED)
        .expectWake(ofHours(1))
        .untilWoken()
        .expectAnnounced(ResidualAccessQueried.class, 2, ALL)
        .readsNothing(ALL)
        .expectHistory(REVOKING, VERIFYING, REVOKED)
        .expectWake(ofHours(23))
        .untilWoken()
        .expectAnnounced(ResidualAccessQueried.class, 3, ALL);
  }

  @Test
  void who_keeps_silent_to_a_sweep_is_asked_again_and_delays_no_erasure() {
    requested(sweeping(ofHours(2), ofHours(1)))
        .completes(ALL)
        .untilWoken()
        .readsNothing(AUDIT, IDENTITY, ENTITLEMENT)
        .expectWake(Pauses.FIRST_SILENCE)
        .untilWoken()
        .expectAnnounced(ResidualAccessQueried.class, 3, SESSION)
        .later(ofHours(2))
        .timerFires()
        .expectState(ERASING);
  }

  @Test
  void access_that_a_sweep_finds_in_the_grace_period_opens_the_offboarding_again() {
    requested(sweeping(ofDays(7), ofHours(1)))
        .completes(ALL)
        .untilWoken()
        .readsResidual(SESSION)
        .expectHistory(REVOKING, VERIFYING, REVOKED, REVOKING)
        .expectAnnounced(UserDeprovisioned.class, 2, ALL);
  }

  @Test
  void access_that_a_sweep_finds_after_the_end_leads_to_another_offboarding() {
    SagaRun run =
        requested(sweeping(ZERO, ofHours(1)))
            .completes(ALL)
            .completes(ALL)
            .completes(AUDIT)
            .expectState(COMPLETED)
            .expectWake(ofHours(1))
            .untilWoken()
            .expectAnnounced(ResidualAccessQueried.class, 2, ALL)
            .readsResidual(SESSION);
    run.expectState(COMPLETED).expectNothingAnnounced();
    assertThat(run.decision().verdict()).isEqualTo(new Verdict.FollowUpNeeded());
    assertThat(run.offboarding().wakeAt()).isNull();
  }

  @Test
  void what_follows_an_end_does_its_last_phase_again_at_once() {
    assertFollowUp(Erase.AFTER_GRACE_PERIOD, ERASING, UserErased.class);
    assertFollowUp(Erase.NEVER, REVOKING, UserDeprovisioned.class);
  }

  private static void assertFollowUp(Erase erase, OffboardingState state, Class<?> announced) {
    PolicySnapshot policy =
        new PolicySnapshot("p", 1, ofDays(7), Map.of(), Refusal.HOLD, 3, erase, List.of(), NORMAL);
    Decision first = Saga.followUp(OFFBOARD_USER, following(policy), START);
    assertThat(first.next().state()).isEqualTo(state);
    assertThat(first.next().follows()).isEqualTo(FIRST);
    assertThat(first.next().policy().gracePeriod()).isZero();
    assertThat(first.announcements()).singleElement().isInstanceOf(announced);
  }

  @Test
  void a_re_hire_opens_the_next_epoch_with_everybody() {
    Decision first = Saga.rehire(OFFBOARD_USER, following(holding(ofDays(7))), START);
    assertThat(first.next().state()).isEqualTo(REINSTATING);
    UserReinstated announced = (UserReinstated) first.announcements().getFirst();
    assertThat(announced.epoch()).isEqualTo(new Epoch(4));
    assertThat(announced.initiator()).isEqualTo(PERSON);
  }

  @Test
  void a_policy_that_erases_nothing_seals_after_the_grace_period() {
    PolicySnapshot keeping =
        new PolicySnapshot(
            "role-change", 1, ZERO, Map.of(), Refusal.HOLD, 3, Erase.NEVER, List.of(), NORMAL);
    requested(keeping)
        .completes(ALL)
        .expectHistory(REVOKING, VERIFYING, REVOKED, SEALING)
        .completes(AUDIT)
        .expectState(COMPLETED);
  }

  @Test
  void a_start_whose_conditions_have_gone_is_cancelled_without_a_trace() {
    requestedIn(ofDays(1), holding(ZERO))
        .startChecked(new StartConditions.Fail("came back"))
        .expectState(SCHEDULED)
        .later(ofDays(1))
        .startChecked(new StartConditions.Fail("came back"))
        .expectHistory(SCHEDULED, CANCELLED)
        .expectNothingAnnounced();
  }

  @Test
  void a_stronger_request_brings_a_scheduled_one_forward_under_its_own_policy() {
    SagaRun run =
        requestedIn(ofDays(9), reinstating(ofDays(7)))
            .requestedAgain(START.plus(ofDays(3)), holding(ZERO))
            .expectState(SCHEDULED)
            .expectWake(ofDays(3))
            .requestedAgain(START.plus(ofDays(5)), reinstating(ZERO))
            .expectWake(ofDays(3))
            .later(ofMinutes(1))
            .requestedAgain(START, holding(ZERO))
            .expectHistory(SCHEDULED, REVOKING)
            .expectAnnounced(UserDeprovisioned.class, 1, ALL);
    assertThat(run.offboarding().policy()).isEqualTo(holding(ZERO));
    assertThat(run.offboarding().reason()).isEqualTo(new ReasonCode("immediate-termination"));
    assertThat(((UserDeprovisioned) run.announced()).effectiveAt())
        .isEqualTo(START.plus(ofMinutes(1)));
  }

  @Test
  void a_request_that_contradicts_a_reinstatement_is_refused() {
    SagaRun run = requested(holding(ofDays(7))).undone();
    run.requestedAgain(START, holding(ZERO)).expectRefused();
    run.completes(ALL).expectState(REINSTATED).requestedAgain(START, holding(ZERO)).expectRefused();
  }

  @Test
  void asking_again_keeps_the_evidence_of_the_revocation() {
    SagaRun run = requested(holding(ofDays(7))).later(ofSeconds(1)).completes(ALL);
    assertThat(run.step(Phase.REVOKE, SESSION).state()).isEqualTo(StepState.COMPLETED);
    assertThat(run.step(Phase.VERIFY, SESSION).state()).isEqualTo(StepState.COMPLETED);
  }

  private static PolicySnapshot sweeping(Duration gracePeriod, Duration... sweeps) {
    return new PolicySnapshot(
        "sweep",
        1,
        gracePeriod,
        Map.of(),
        Refusal.HOLD,
        3,
        Erase.AFTER_GRACE_PERIOD,
        List.of(sweeps),
        NORMAL);
  }

  private static Requested following(PolicySnapshot policy) {
    return new Requested(
        new OffboardingId(new UUID(1, 2)),
        UserRef.of("acme", "u-1"),
        new Epoch(3),
        new ReasonCode("contract-end"),
        PERSON,
        policy,
        START,
        FIRST);
  }
}
