package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.AWAITING_APPROVAL;
import static dev.offboard.contracts.OffboardingState.CANCELLED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.SCHEDULED;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.APPROVER;
import static dev.offboard.orchestrator.saga.SagaRun.REQUESTER;
import static dev.offboard.orchestrator.saga.SagaRun.SECOND_APPROVER;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.asked;
import static dev.offboard.orchestrator.saga.SagaRun.asking;
import static dev.offboard.orchestrator.saga.SagaRun.askingForRoles;
import static dev.offboard.orchestrator.saga.SagaRun.askingIn;
import static dev.offboard.orchestrator.saga.SagaRun.emergency;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static dev.offboard.orchestrator.saga.SagaRun.requestedIn;
import static dev.offboard.orchestrator.saga.SagaRun.roleChange;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.Terms;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.Verdict.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalTest {
  private static final PolicySnapshot POLICY = holding(ofDays(7));

  @Test
  void nothing_is_announced_before_somebody_else_has_approved() {
    SagaRun run = asking(1, POLICY).expectState(AWAITING_APPROVAL).expectNothingAnnounced();
    run.expectWake(ofHours(72))
        .approvedBy(APPROVER)
        .expectHistory(AWAITING_APPROVAL, REVOKING)
        .expectAnnounced(UserDeprovisioned.class, 1, ALL);
    assertThat(((UserDeprovisioned) run.announced()).approvals())
        .containsExactly(new Terms.Approval(APPROVER.initiator(), START));
    assertThat(run.decision().stateChanges().getLast().by()).isEqualTo(APPROVER.initiator());
    assertThat(run.decision().stateChanges().getLast().terms().approvals()).hasSize(1);
  }

  @Test
  void what_is_for_later_is_scheduled_and_started_under_its_approvals() {
    SagaRun run =
        askingIn(ofDays(9), POLICY)
            .approvedBy(APPROVER)
            .expectHistory(AWAITING_APPROVAL, SCHEDULED)
            .untilWoken()
            .expectState(REVOKING);
    assertThat(run.decision().stateChanges().getLast().terms().approvals()).hasSize(1);
  }

  @Test
  void what_is_approved_after_its_time_starts_then() {
    SagaRun run = askingIn(ofHours(1), POLICY).later(ofHours(2)).approvedBy(APPROVER);
    run.expectState(REVOKING);
    assertThat(run.offboarding().milestones().effectiveAt()).isEqualTo(START.plus(ofHours(2)));
  }

  @Test
  void two_approvals_are_of_two_people_and_each_is_in_the_history() {
    SagaRun run =
        asking(2, POLICY)
            .approvedBy(APPROVER)
            .expectHistory(AWAITING_APPROVAL, AWAITING_APPROVAL)
            .expectNothingAnnounced()
            .approvedBy(APPROVER)
            .expectConflict(Conflict.APPROVED_ALREADY)
            .approvedBy(SECOND_APPROVER)
            .expectHistory(AWAITING_APPROVAL, AWAITING_APPROVAL, REVOKING);
    assertThat(((UserDeprovisioned) run.announced()).approvals()).hasSize(2);
  }

  @Test
  void a_second_approval_does_not_begin_the_waiting_anew() {
    SagaRun run = asking(2, POLICY).later(ofHours(70)).approvedBy(APPROVER);
    run.expectWake(ofHours(2)).untilWoken().expectState(CANCELLED);
  }

  @Test
  void who_requested_does_not_approve_under_any_token() {
    UserRef person = UserRef.of("acme", "hr-person");
    asking(1, POLICY)
        .approvedBy(REQUESTER)
        .expectConflict(Conflict.APPROVER_IS_REQUESTER)
        .approvedBy(new Party(new Initiator("other-token", "approver"), person))
        .expectConflict(Conflict.APPROVER_IS_REQUESTER)
        .expectState(AWAITING_APPROVAL);
  }

  @Test
  void the_person_concerned_neither_approves_nor_denies() {
    SagaRun run = asking(1, POLICY);
    Party concerned = new Party(new Initiator("x", "approver"), run.offboarding().user());
    run.approvedBy(concerned)
        .expectConflict(Conflict.APPROVER_IS_CONCERNED)
        .deniedBy(concerned)
        .expectConflict(Conflict.APPROVER_IS_CONCERNED);
  }

  @Test
  void one_person_with_two_tokens_is_one_approver() {
    UserRef boss = UserRef.of("acme", "boss");
    asking(2, POLICY)
        .approvedBy(new Party(new Initiator("boss-web", "approver"), boss))
        .approvedBy(new Party(new Initiator("boss-token", "approver"), boss))
        .expectConflict(Conflict.APPROVED_ALREADY);
  }

  @Test
  void an_approval_of_another_plan_is_none() {
    asking(1, POLICY).approvedBy(APPROVER, "p0").expectConflict(Conflict.PLAN_CHANGED);
  }

  @Test
  void a_plan_that_changes_is_asked_about_anew_and_voids_what_was_approved() {
    SagaRun run =
        asking(2, POLICY)
            .approvedBy(APPROVER)
            .later(ofHours(10))
            .startChecked(new StartConditions.Drifted(asked("p2", 2), "holds another role"))
            .expectHistory(AWAITING_APPROVAL, AWAITING_APPROVAL, AWAITING_APPROVAL)
            .expectWake(ofHours(72));
    assertThat(run.offboarding().approvals().given()).isEmpty();
    run.approvedBy(APPROVER, "p2").approvedBy(SECOND_APPROVER, "p2").expectState(REVOKING);
  }

  @Test
  void what_drifts_after_its_approval_is_asked_about_again_before_it_starts() {
    SagaRun run =
        askingIn(ofDays(9), POLICY)
            .approvedBy(APPROVER)
            .later(ofDays(9))
            .startChecked(new StartConditions.Drifted(asked("p2", 1), "holds another role"))
            .expectHistory(AWAITING_APPROVAL, SCHEDULED, AWAITING_APPROVAL)
            .expectNothingAnnounced()
            .expectWake(ofHours(72));
    run.approvedBy(APPROVER, "p1").expectConflict(Conflict.PLAN_CHANGED);
    run.approvedBy(APPROVER, "p2").expectState(REVOKING);
  }

  @Test
  void denied_expired_or_withdrawn_it_is_cancelled_and_nothing_was_done() {
    asking(1, POLICY).deniedBy(APPROVER).expectHistory(AWAITING_APPROVAL, CANCELLED);
    asking(1, POLICY).untilWoken().expectHistory(AWAITING_APPROVAL, CANCELLED);
    asking(1, POLICY).undone().expectHistory(AWAITING_APPROVAL, CANCELLED);
    asking(1, POLICY)
        .startChecked(new StartConditions.Fail("the user has come back"))
        .expectHistory(AWAITING_APPROVAL, CANCELLED)
        .expectNothingAnnounced();
  }

  @Test
  void a_timer_that_fires_early_cancels_nothing() {
    asking(1, POLICY).later(ofHours(71)).timerFires().expectState(AWAITING_APPROVAL);
  }

  @Test
  void the_same_word_again_is_no_conflict_and_another_one_is() {
    asking(1, POLICY)
        .approvedBy(APPROVER)
        .approvedBy(APPROVER)
        .expectAccepted()
        .approvedBy(SECOND_APPROVER)
        .expectConflict(Conflict.NOT_AWAITING)
        .deniedBy(SECOND_APPROVER)
        .expectConflict(Conflict.NOT_AWAITING)
        .expectState(REVOKING);
    asking(1, POLICY)
        .deniedBy(APPROVER)
        .deniedBy(APPROVER)
        .expectAccepted()
        .approvedBy(APPROVER)
        .expectConflict(Conflict.NOT_AWAITING);
  }

  @Test
  void nobody_approves_what_needs_no_approval() {
    requested(POLICY).approvedBy(APPROVER, "p1").expectConflict(Conflict.NOT_AWAITING);
  }

  @Test
  void a_stronger_request_goes_on_waiting_and_whoever_made_it_does_not_approve_it() {
    Party other = Party.of(new Initiator("hr-8", "requester"));
    SagaRun run =
        askingIn(ofDays(9), POLICY)
            .approvedBy(APPROVER, "p0")
            .requestedAgain(START, emergency(), other, asked("p2", 1))
            .expectHistory(AWAITING_APPROVAL, AWAITING_APPROVAL);
    assertThat(run.offboarding().policy()).isEqualTo(emergency());
    run.approvedBy(other)
        .expectConflict(Conflict.APPROVER_IS_REQUESTER)
        .approvedBy(REQUESTER)
        .expectConflict(Conflict.APPROVER_IS_REQUESTER)
        .approvedBy(APPROVER)
        .expectState(REVOKING);
  }

  @Test
  void a_stronger_request_never_needs_fewer_approvals() {
    SagaRun run = asking(2, POLICY).requestedAgain(START, emergency(), REQUESTER, asked("p2", 1));
    assertThat(run.offboarding().approvals().missing()).isEqualTo(2);
  }

  @Test
  void a_weaker_request_changes_nothing() {
    asking(1, POLICY)
        .requestedAgain(START.plus(ofDays(1)), POLICY, APPROVER, asked("p2", 1))
        .expectAccepted()
        .expectHistory(AWAITING_APPROVAL)
        .approvedBy(APPROVER, "p1")
        .expectState(REVOKING);
  }

  @Test
  void who_did_not_know_that_it_waits_has_to_look_again() {
    asking(1, POLICY)
        .requestedAgain(START, emergency(), REQUESTER, null)
        .expectConflict(Conflict.LOOK_AGAIN);
  }

  @Test
  void what_is_scheduled_is_not_brought_forward_without_the_approval_that_needs() {
    requestedIn(ofDays(9), POLICY)
        .requestedAgain(START, emergency(), REQUESTER, asked("p2", 1))
        .expectHistory(SCHEDULED, AWAITING_APPROVAL)
        .approvedBy(APPROVER)
        .expectState(REVOKING);
  }

  @Test
  void what_is_under_way_is_not_made_more_without_the_approval_that_needs() {
    requested(POLICY)
        .requestedAgain(START, emergency(), REQUESTER, asked("p2", 1))
        .expectConflict(Conflict.APPROVAL_FIRST);
    roleChange(POLICY)
        .requestedAgain(START, emergency(), REQUESTER, asked("p2", 1))
        .expectConflict(Conflict.APPROVAL_FIRST);
  }

  @Test
  void a_role_change_that_waits_becomes_the_offboarding_of_the_whole_user() {
    SagaRun run =
        askingForRoles(POLICY)
            .later(ofHours(1))
            .requestedAgain(START.plus(ofHours(1)), emergency(), REQUESTER, asked("p2", 1))
            .expectState(AWAITING_APPROVAL);
    assertThat(run.offboarding().roles()).isEqualTo(List.of());
    run.approvedBy(APPROVER).expectAnnounced(UserDeprovisioned.class, 1, ALL);

    askingForRoles(POLICY)
        .requestedAgain(START.plus(ofDays(2)), emergency(), REQUESTER, asked("p2", 1))
        .expectConflict(Conflict.ROLE_CHANGE_FIRST);
  }
}
