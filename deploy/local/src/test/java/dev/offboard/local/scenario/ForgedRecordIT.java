package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Somebody has the database role of a service, and so its outbox, which the relay publishes to
/// whatever topic a row names.
@OnPlatform
class ForgedRecordIT {
  private static final String DEPROVISIONED = "offboarding.user-deprovisioned.v1";
  private static final String REPORTS = "offboarding.step-reports.v1";
  private static final int PARTICIPANTS = 4;

  private final Stage stage;

  ForgedRecordIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void an_announcement_forged_in_an_outbox_has_no_effect_and_is_on_record() {
    UserRef ada = stage.companyOf("it-forged", 1).getFirst();
    stage.services().identity().setPassword(ada, Stage.PASSWORD);

    UUID inOwnName = forge(Topics.LIFECYCLE, DEPROVISIONED, "/session", announcement(ada));
    UUID inAnothers = forge(Topics.LIFECYCLE, DEPROVISIONED, "/orchestrator", announcement(ada));

    stage.await("on record", () -> rejections(inOwnName) == PARTICIPANTS);
    stage.await("on record", () -> rejections(inAnothers) == PARTICIPANTS);
    assertThat(stage.canSignIn(ada)).isTrue();
    assertThat(stage.services().entitlement().isAllowed(ada, Stage.READER)).isTrue();
  }

  @Test
  void a_report_forged_for_another_participant_completes_nothing() throws Exception {
    UserRef bob = stage.companyOf("it-forged-report", 1).getFirst();
    OffboardingId id;
    try (AutoCloseable _ = stage.curse(bob)) {
      stage.sessionOf(bob);
      id = stage.offboard(bob, Stage.PLANNED);
      stage.await(
          "all but session have completed",
          id,
          it -> it.steps().stream().filter(step -> step.state().equals("COMPLETED")).count() == 3);

      UUID forged = forge(Topics.REPORTS, REPORTS, "/session", completed(bob, id));

      // the orchestrator and the audit
      stage.await("on record", () -> rejections(forged) == 2);
      OffboardingView view = stage.services().offboardings().get(id);
      assertThat(view.state()).isEqualTo(OffboardingState.REVOKING);
    }
    stage.await("revoked", id, it -> it.state() == OffboardingState.REVOKED);
  }

  private UUID forge(String topic, String type, String source, String body) {
    UUID id = UUID.randomUUID();
    stage.sql(
        """
        SET ROLE identity;
        INSERT INTO identity.outbox (id, aggregatetype, aggregateid, type, source, payload)
        VALUES ('%s', '%s', 'it/forged', '%s', '%s', '%s');
        RESET ROLE
        """
            .formatted(id, topic, type, source, body));
    return id;
  }

  private long rejections(UUID id) {
    return stage.number(
        "SELECT count(*) FROM audit.entry WHERE kind = 'record-rejected' AND body LIKE '%%%s%%'"
            .formatted(id));
  }

  private static String announcement(UserRef user) {
    return """
    {"offboardingId":"%s","tenantId":"%s","userId":"%s","epoch":1,"attempt":1,
     "participants":["identity","entitlement","session","audit"],"reason":"immediate-termination",
     "initiator":{"id":"nobody","role":"operator"},"effectiveAt":"2026-01-01T00:00:00Z","respondBy":"2026-01-01T00:05:00Z"}
    """
        .formatted(UUID.randomUUID(), user.tenantId(), user.userId());
  }

  private static String completed(UserRef user, OffboardingId id) {
    return """
    {"participant":"session","reports":[{"outcome":"completed","offboardingId":"%s","tenantId":"%s","userId":"%s",
     "epoch":1,"attempt":1,"phase":"revoke","evidence":{"sessions":1},"residual":0,"at":"2026-01-01T00:00:00Z"}]}
    """
        .formatted(id, user.tenantId(), user.userId());
  }
}
