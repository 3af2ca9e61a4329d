package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnPlatform
class OffboardingIT {
  private final Stage stage;

  OffboardingIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void an_offboarded_user_is_refused_everywhere_and_everything_is_on_record() {
    UserRef ada = stage.companyOf("it-complete", 1).getFirst();
    stage.services().identity().setPassword(ada, Stage.PASSWORD);
    String key = stage.services().identity().createApiKey(ada);
    Tokens tokens = stage.sessionOf(ada);
    assertThat(stage.canSignIn(ada)).isTrue();
    assertThat(stage.services().identity().isActive(key)).isTrue();
    assertThat(stage.services().sessions().isActive(tokens.access())).isTrue();
    assertThat(stage.services().entitlement().isAllowed(ada, Stage.READER)).isTrue();

    OffboardingId id = stage.offboard(ada, Stage.ERASURE);
    OffboardingView done = stage.await("completed", id, it -> it.state() == COMPLETED);

    assertThat(stage.canSignIn(ada)).isFalse();
    assertThat(stage.services().identity().isActive(key)).isFalse();
    assertThat(stage.services().sessions().isActive(tokens.access())).isFalse();
    assertThat(stage.services().sessions().refresh(tokens.refresh())).isEmpty();
    assertThat(stage.services().entitlement().isAllowed(ada, Stage.READER)).isFalse();
    // four participants revoke, read again and erase, one seals
    assertThat(done.steps()).hasSize(13).allMatch(step -> step.state().equals("COMPLETED"));
    stage.await(
        "one audit entry per state change",
        () ->
            stage.services().audit().entriesOf(id).getOrDefault("state-change", 0)
                == done.history().size());
  }

  @Test
  void undo_gives_back_grants_and_sign_in_and_revives_no_session() {
    UserRef ada = stage.companyOf("it-undo", 1).getFirst();
    stage.services().identity().setPassword(ada, Stage.PASSWORD);
    String key = stage.services().identity().createApiKey(ada);
    Tokens tokens = stage.sessionOf(ada);
    OffboardingId id = stage.offboard(ada, Stage.PLANNED);
    stage.await("revoked", id, it -> it.state() == REVOKED);
    assertThat(stage.canSignIn(ada)).isFalse();

    stage.services().offboardings().undo(id, "wrong person");
    stage.await("reinstated", id, it -> it.state() == REINSTATED);

    assertThat(stage.canSignIn(ada)).isTrue();
    assertThat(stage.services().entitlement().grantsOf(ada)).containsExactly(Stage.READER);
    assertThat(stage.services().sessions().isActive(tokens.access())).isFalse();
    assertThat(stage.services().sessions().refresh(tokens.refresh())).isEmpty();
    assertThat(stage.services().identity().isActive(key)).isFalse();
    Tokens fresh = stage.sessionOf(ada);
    assertThat(stage.services().sessions().isActive(fresh.access())).isTrue();
  }

  @Test
  void who_changes_roles_stays_and_an_undo_gives_the_role_back() {
    UserRef ada = stage.companyOf("it-role-change", 1).getFirst();
    stage.services().identity().setPassword(ada, Stage.PASSWORD);
    Tokens tokens = stage.sessionOf(ada);
    HeldRole reader = new HeldRole(Stage.READER.applicationId(), Stage.READER.role());

    OffboardingId id =
        stage
            .services()
            .offboardings()
            .request(OffboardingRequest.roleChange(ada, List.of(reader)))
            .id();
    stage.await("taken and read back", id, it -> it.state() == REVOKED);

    assertThat(stage.canSignIn(ada)).isTrue();
    assertThat(stage.services().sessions().isActive(tokens.access())).isFalse();
    assertThat(stage.services().entitlement().isAllowed(ada, Stage.READER)).isFalse();

    stage.services().offboardings().undo(id, "stays in the team");
    stage.await("given back", id, it -> it.state() == REINSTATED);

    assertThat(stage.services().entitlement().isAllowed(ada, Stage.READER)).isTrue();
    assertThat(stage.services().sessions().isActive(tokens.access())).isFalse();
  }

  @Test
  void past_the_pivot_undo_is_refused_with_the_state() {
    UserRef ada = stage.companyOf("it-late-undo", 1).getFirst();
    OffboardingId id = stage.offboard(ada, Stage.ERASURE);
    stage.await("completed", id, it -> it.state() == COMPLETED);

    assertThatThrownBy(() -> stage.services().offboardings().undo(id, "too late"))
        .isInstanceOfSatisfying(
            ServiceRefusal.class, refusal -> assertThat(refusal.status()).isEqualTo(409))
        .hasMessageContaining("COMPLETED");
  }

  @Test
  void a_refusal_under_reinstate_takes_everything_back() throws Exception {
    UserRef guard = stage.companyOf("it-reinstate", 1).getFirst();
    try (AutoCloseable _ = protectOnceRequested(guard)) {
      OffboardingId id = stage.offboard(guard, Stage.PLANNED);
      OffboardingView back = stage.await("reinstated", id, it -> it.state() == REINSTATED);
      assertThat(back.history()).anyMatch(change -> change.why().contains("protected-account"));
    }
    assertThat(stage.services().entitlement().isAllowed(guard, Stage.READER)).isTrue();
  }

  @Test
  void a_refusal_under_hold_stays_revoked_asks_for_a_person_and_heals() throws Exception {
    UserRef guard = stage.companyOf("it-hold", 1).getFirst();
    OffboardingId id;
    try (AutoCloseable _ = protectOnceRequested(guard)) {
      id = stage.offboard(guard, Stage.TERMINATION);
      OffboardingView held =
          stage.await("needs attention", id, it -> it.needsAttention().isPresent());
      assertThat(held.state()).isEqualTo(REVOKING);
      assertThat(held.needsAttention().orElseThrow()).contains("identity");
      assertThat(stage.services().entitlement().isAllowed(guard, Stage.READER)).isFalse();
    }

    stage.sql(
        "UPDATE identity.account SET protected = false WHERE tenant_id = '%s'"
            .formatted(guard.tenantId()));
    OffboardingView healed = stage.await("revoked", id, it -> it.state() == REVOKED);
    assertThat(healed.needsAttention()).isEmpty();
  }

  @Test
  void a_poison_user_delays_nobody_and_heals_when_the_cause_is_gone() throws Exception {
    List<UserRef> users = stage.companyOf("it-poison", 20);
    UserRef cursed = users.get(7);
    users.forEach(stage::sessionOf);
    List<OffboardingId> ids;
    try (AutoCloseable _ = stage.curse(cursed)) {
      ids = users.stream().map(user -> stage.offboard(user, Stage.PLANNED)).toList();
      for (int i = 0; i < users.size(); i++) {
        if (users.get(i) != cursed) {
          stage.await("revoked", ids.get(i), it -> it.state() == REVOKED);
        }
      }
      OffboardingView stuck =
          stage.await(
              "the step says what is wrong",
              ids.get(7),
              it ->
                  it.steps().stream()
                      .anyMatch(
                          step ->
                              step.participant().equals("session")
                                  && step.error().orElse("").contains("participant-throws")));
      assertThat(stuck.state()).isEqualTo(REVOKING);
    }
    stage.await("healed", ids.get(7), it -> it.state() == REVOKED);
  }

  @Test
  void a_protected_account_is_refused_before_anything_is_done() {
    UserRef guard = stage.companyOf("it-protected", 1).getFirst();
    stage.sql(
        "UPDATE identity.account SET protected = true WHERE (tenant_id, user_id) = ('%s', '%s')"
            .formatted(guard.tenantId(), guard.userId()));

    assertThatThrownBy(() -> stage.offboard(guard, Stage.TERMINATION))
        .isInstanceOfSatisfying(
            ServiceRefusal.class, refusal -> assertThat(refusal.status()).isEqualTo(409))
        .hasMessageContaining("protected");
    assertThat(stage.services().entitlement().isAllowed(guard, Stage.READER)).isTrue();
  }

  /// The account becomes protected between the request, which the orchestrator would refuse
  /// otherwise, and the announcement.
  private AutoCloseable protectOnceRequested(UserRef user) {
    stage.sql(
        """
        CREATE FUNCTION identity.protect_late() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          UPDATE identity.account SET protected = true WHERE tenant_id = '%1$s' AND user_id = '%2$s'
            AND EXISTS (SELECT FROM orchestrator.offboarding WHERE tenant_id = '%1$s' AND user_id = '%2$s');
          RETURN NULL;
        END $$;
        CREATE TRIGGER protect_late AFTER INSERT ON identity.inbox FOR EACH STATEMENT EXECUTE FUNCTION identity.protect_late()
        """
            .formatted(user.tenantId(), user.userId()));
    return () -> stage.sql("DROP FUNCTION identity.protect_late() CASCADE");
  }
}
