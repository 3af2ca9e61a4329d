package dev.offboard.session.offboarding;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SessionSlice
class RoleChangeSliceTest {
  private static final HeldRole MANAGER = new HeldRole("crm", "manager");

  @Autowired ApplicationContext context;
  @Autowired SessionApi sessions;
  @Autowired JdbcClient jdbc;
  private Deliveries deliveries;

  @BeforeEach
  void deliver_as_the_orchestrator() {
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void sessions_that_used_the_application_end_and_those_that_do_not_say() {
    Opened crm = sessions.opened("m1", "ada", "{\"applications\":[\"crm\",\"wiki\"]}");
    Opened wiki = sessions.opened("m1", "ada", "{\"applications\":[\"wiki\"]}");
    Opened none = sessions.opened("m1", "ada", "{\"applications\":[]}");
    Opened silent = sessions.opened("m1", "ada");

    Story mover = offboardingOf("m1", "ada");
    assertCompleted(deliveries.deliver(mover.withdrawn(MANAGER)), 2);

    assertThat(sessions.isActive(crm.accessToken())).isFalse();
    assertThat(sessions.refresh(crm.refreshToken()).status()).isEqualTo(400);
    assertThat(sessions.isActive(silent.accessToken())).isFalse();
    assertThat(sessions.isActive(wiki.accessToken())).isTrue();
    assertThat(sessions.isActive(none.accessToken())).isTrue();
    assertResidual(deliveries.deliver(mover.rolesQueried(MANAGER)), 0);
    assertThat(sessions.list("m1", "ada").json().toString())
        .contains("ROLES_WITHDRAWN", "\"applications\":[\"crm\",\"wiki\"]");
  }

  @Test
  void the_user_may_sign_in_anew_and_that_session_stays() {
    Story mover = offboardingOf("m2", "ada");
    sessions.opened("m2", "ada");
    deliveries.deliver(mover.withdrawn(MANAGER));

    Opened anew = sessions.opened("m2", "ada", "{\"applications\":[\"crm\"]}");
    assertCompleted(deliveries.deliver(mover.attempt(2).withdrawn(MANAGER)), 1);
    assertThat(sessions.isActive(anew.accessToken())).isTrue();
  }

  @Test
  void a_session_from_before_that_is_live_again_is_found_and_ended() {
    Opened old = sessions.opened("m3", "ada", "{\"applications\":[\"crm\"]}");
    Story mover = offboardingOf("m3", "ada");
    deliveries.deliver(mover.withdrawn(MANAGER));
    jdbc.sql(
            "UPDATE session SET state = 'LIVE', end_reason = NULL, ended_at = NULL WHERE tenant_id"
                + " = 'm3'")
        .update();

    assertResidual(deliveries.deliver(mover.rolesQueried(MANAGER)), 1);
    assertCompleted(deliveries.deliver(mover.attempt(2).withdrawn(MANAGER)), 2);
    assertResidual(deliveries.deliver(mover.rolesQueried(MANAGER)), 0);
    assertThat(sessions.isActive(old.accessToken())).isFalse();
  }

  @Test
  void an_undo_revives_nothing_and_nothing_is_remembered_after_the_end() {
    Opened crm = sessions.opened("m4", "ada", "{\"applications\":[\"crm\"]}");
    Story undone = offboardingOf("m4", "ada");
    deliveries.deliver(undone.withdrawn(MANAGER), undone.restored(MANAGER));
    Story ended = offboardingOf("m4", "bob");
    deliveries.deliver(ended.withdrawn(MANAGER), ended.concluded(4));

    assertThat(sessions.isActive(crm.accessToken())).isFalse();
    assertThat(
            jdbc.sql("SELECT count(*) FROM withdrawal WHERE tenant_id = 'm4'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void nobody_elses_session_ends() {
    Opened bob = sessions.opened("m5", "bob");
    Opened namesake = sessions.opened("m5b", "ada");
    deliveries.deliver(offboardingOf("m5", "ada").withdrawn(MANAGER));

    assertThat(sessions.isActive(bob.accessToken())).isTrue();
    assertThat(sessions.isActive(namesake.accessToken())).isTrue();
  }

  @Test
  void a_bad_application_is_refused() {
    assertThat(sessions.open("m6", "ada", "{\"applications\":[\"c r m\"]}").status())
        .isEqualTo(400);
  }

  private static void assertCompleted(List<StepReport> reports, long sessions) {
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> assertThat(report.evidence()).isEqualTo(Evidence.of("sessions", sessions)));
  }

  private static void assertResidual(List<StepReport> reports, long sessions) {
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report ->
                assertThat(report.residual().counts().getOrDefault("sessions", 0L))
                    .isEqualTo(sessions));
  }
}
