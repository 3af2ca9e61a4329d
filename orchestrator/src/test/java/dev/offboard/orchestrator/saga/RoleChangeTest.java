package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
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
import static dev.offboard.orchestrator.saga.ChangeRoles.CHANGE_ROLES;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.ROLES;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.emergency;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.roleChange;
import static dev.offboard.orchestrator.saga.SagaRun.roleChangeIn;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.Verdict.Conflict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleChangeTest {
  private static final ParticipantName[] CONCERNED = {ENTITLEMENT, SESSION, AUDIT};
  private static final PolicySnapshot POLICY =
      new PolicySnapshot(
          "role-change",
          1,
          ofDays(1),
          Map.of(),
          Refusal.HOLD,
          3,
          Erase.NEVER,
          List.of(ofHours(1), ofDays(7)),
          Priority.NORMAL);

  @Test
  void the_roles_are_withdrawn_read_again_and_sealed_and_nothing_is_erased() {
    SagaRun run =
        roleChange(POLICY)
            .expectAnnounced(RolesWithdrawn.class, 1, CONCERNED)
            .completesUnverified(CONCERNED)
            .expectAnnounced(ResidualRolesQueried.class, 1, CONCERNED)
            .readsNothing(CONCERNED)
            .expectState(REVOKED)
            .later(ofDays(2))
            .timerFires()
            .expectAnnounced(OffboardingConcluded.class, 1, CONCERNED)
            .completes(CONCERNED)
            .expectHistory(REVOKING, VERIFYING, REVOKED, SEALING, COMPLETED);

    run.expectNothingAnnounced(); // of a completed offboarding: the user is still there
    assertThat(run.offboarding().steps())
        .extracting(Step::participant)
        .as("the account is nobody's business")
        .doesNotContain(IDENTITY);
  }

  @Test
  void every_announcement_names_the_roles_and_the_epoch_stays() {
    SagaRun run = roleChange(POLICY);
    RolesWithdrawn withdrawn = (RolesWithdrawn) run.announced();
    assertThat(withdrawn.roles()).isEqualTo(ROLES);
    RolesRestored restored = (RolesRestored) run.undone().announced();
    assertThat(restored.roles()).isEqualTo(ROLES);
    assertThat(restored.epoch()).isEqualTo(withdrawn.epoch());
  }

  @Test
  void an_undo_restores_the_roles_until_it_is_sealed() {
    roleChange(POLICY)
        .completes(CONCERNED)
        .expectState(REVOKED)
        .undone()
        .expectAnnounced(RolesRestored.class, 1, CONCERNED)
        .completes(CONCERNED)
        .expectState(REINSTATED);
    roleChange(POLICY)
        .completes(CONCERNED)
        .later(ofDays(2))
        .timerFires()
        .expectState(SEALING)
        .undone()
        .expectConflict(Conflict.TOO_LATE);
  }

  @Test
  void a_role_that_is_back_is_withdrawn_again_until_the_end_and_not_after_it() {
    SagaRun run =
        roleChange(POLICY)
            .completes(CONCERNED)
            .later(ofHours(1))
            .timerFires()
            .expectAnnounced(ResidualRolesQueried.class, 2, CONCERNED)
            .readsResidual(ENTITLEMENT)
            .expectAnnounced(RolesWithdrawn.class, 2, CONCERNED)
            .completes(CONCERNED)
            .expectState(REVOKED)
            .later(ofHours(1))
            .timerFires() // everybody is asked once more ..
            .later(ofDays(2))
            .timerFires() // .. and before all have answered, it is over
            .completes(CONCERNED)
            .expectState(COMPLETED);
    assertThat(run.offboarding().wakeAt()).as("no sweep after the end").isNull();
    run.reports(
            ENTITLEMENT,
            new Answer(
                    run.offboarding().id(),
                    run.offboarding().user(),
                    run.offboarding().epoch(),
                    run.step(Phase.VERIFY, ENTITLEMENT).attempt(),
                    Phase.VERIFY,
                    START)
                .residual(dev.offboard.contracts.Evidence.of("grants", 1)))
        .expectIgnored(IgnoredReason.ENDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"REVOKING", "VERIFYING", "REVOKED", "REINSTATING"})
  void the_offboarding_of_the_whole_user_wins_whatever_the_role_change_has_come_to(
      OffboardingState state) {
    SagaRun run =
        in(state)
            .requestedAgain(START, emergency())
            .expectState(REVOKING)
            .expectAnnounced(UserDeprovisioned.class, 1, ALL);

    assertThat(run.offboarding().roles()).isEmpty();
    assertThat(run.offboarding().definition()).isEqualTo(OFFBOARD_USER);
    assertThat(run.offboarding().policy()).isEqualTo(emergency());
    assertThat(run.offboarding().undoneBy()).isNull();
    assertThat(run.decision().stateChanges().getLast().why())
        .contains("crm/manager, wiki/editor", "immediate-termination");
    run.completes(ALL)
        .expectState(REVOKED)
        .undone()
        .expectAnnounced(UserReinstated.class, 1, ALL)
        .completes(ALL)
        .expectState(REINSTATED);
  }

  @Test
  void an_answer_to_the_role_change_moves_nothing_once_the_whole_user_is_offboarded() {
    SagaRun run = roleChange(POLICY);
    Answer late = run.answer(ENTITLEMENT);
    run.requestedAgain(START, emergency())
        .reports(ENTITLEMENT, late.completed(0))
        .expectIgnored(IgnoredReason.OTHER_PHASE);
  }

  @Test
  void a_role_change_that_is_being_sealed_stands_in_nobodys_way() {
    in(SEALING).requestedAgain(START, emergency()).expectConflict(Conflict.ENDED);
    assertThat(in(SEALING).offboarding().isLive()).isFalse();
  }

  @Test
  void the_whole_user_cannot_be_scheduled_behind_a_role_change() {
    in(REVOKED)
        .requestedAgain(START.plusSeconds(86_400 * 30), emergency())
        .expectConflict(Conflict.ROLE_CHANGE_FIRST)
        .expectState(REVOKED);
  }

  @Test
  void a_scheduled_role_change_gives_way_to_an_earlier_offboarding_of_the_whole_user() {
    SagaRun run =
        roleChangeIn(ofDays(2), POLICY)
            .requestedAgain(START.plus(ofDays(1)), emergency())
            .expectState(SCHEDULED);
    assertThat(run.offboarding().roles()).isEmpty();
    run.untilWoken().expectAnnounced(UserDeprovisioned.class, 1, ALL);

    roleChangeIn(ofDays(2), POLICY)
        .requestedAgain(START.plus(ofDays(3)), emergency())
        .expectConflict(Conflict.ROLE_CHANGE_FIRST);
  }

  @Test
  void a_role_change_that_is_due_gives_way_to_an_offboarding_for_now() {
    SagaRun run =
        roleChangeIn(ofDays(2), POLICY)
            .later(ofDays(2).plusMinutes(1))
            .requestedAgain(START.plus(ofDays(2)).plusSeconds(60), POLICY)
            .expectState(REVOKING);
    assertThat(run.offboarding().roles()).isEmpty();
  }

  @Test
  void the_same_role_change_again_is_the_same_and_another_one_waits() {
    roleChange(POLICY)
        .requestedAgain(START, POLICY, ROLES.reversed())
        .expectAccepted()
        .expectNothingAnnounced()
        .requestedAgain(START, POLICY, List.of(new HeldRole("crm", "viewer")))
        .expectConflict(Conflict.OTHER_ROLES);
  }

  @Test
  void who_is_offboarded_as_a_whole_needs_no_role_change() {
    requested(holding(ofDays(7)))
        .requestedAgain(START, POLICY, ROLES)
        .expectConflict(Conflict.COVERED);
  }

  @Test
  void a_role_change_becomes_an_emergency_as_any_other() {
    PolicySnapshot urgent =
        new PolicySnapshot(
            "x", 1, ofDays(1), Map.of(), Refusal.HOLD, 3, Erase.NEVER, List.of(), Priority.URGENT);
    SagaRun run =
        roleChange(POLICY)
            .requestedAgain(START, urgent, ROLES)
            .expectAnnounced(RolesWithdrawn.class, 2, CONCERNED);
    assertThat(((RolesWithdrawn) run.announced()).priority()).isEqualTo(Priority.URGENT);
  }

  @Test
  void it_defines_what_it_needs_and_no_erasure() {
    assertThat(CHANGE_ROLES.phases())
        .extracting(PhaseDefinition::phase)
        .containsExactly(Phase.WITHDRAW, Phase.RESTORE, Phase.VERIFY, Phase.SEAL);
    assertThat(Definitions.isKnown("change-roles", 1)).isTrue();
    assertThat(Definitions.isKnown("change-roles", 2)).isFalse();
  }

  private static SagaRun in(OffboardingState state) {
    SagaRun run = roleChange(POLICY);
    switch (state) {
      case VERIFYING -> run.completesUnverified(CONCERNED);
      case REVOKED -> run.completes(CONCERNED);
      case REINSTATING -> run.completes(CONCERNED).undone();
      case SEALING -> run.completes(CONCERNED).later(ofDays(2)).timerFires();
      default -> {}
    }
    return run.expectState(state);
  }
}
