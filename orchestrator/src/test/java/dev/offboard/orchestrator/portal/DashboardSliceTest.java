package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import org.junit.jupiter.api.Test;

class DashboardSliceTest extends PortalSlice {
  @Test
  void an_empty_house_is_quiet() {
    assertThat(somebody(Role.VIEWER).get("/dashboard").body())
        .contains("Is anyone still able to get in who should not be?", "Nobody.")
        .contains("What is late?", "What needs a person?", "Is the plumbing moving?")
        .contains("Nothing is under way.", "Nobody is awaited.", "Nothing was revoked.");
  }

  @Test
  void late_and_in_need_of_somebody_come_first_with_reason_owner_and_runbook() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.VIEWER);
    OffboardingId id = offboarded(sre, ada, "planned-departure");
    assertThat(sre.get("/dashboard").body()).contains("1 being revoked right now, all in time.");
    jdbc.sql(
            """
            UPDATE offboarding SET respond_by = now() - interval '1 minute', attention_reason = 'session left revoke unanswered',
              attention_owner = 'operator', attention_since = now() - interval '3 minutes' WHERE id = ?
            """)
        .param(id.value())
        .update();

    assertThat(sre.get("/dashboard").body())
        .contains("Maybe: 1 past the deadline", "1 past the deadline.", "1 needs attention.")
        .contains("session left revoke unanswered", "operator, runbook needs-attention.md")
        .contains("3 minutes ago", "/offboardings/" + id);
    assertThat(sre.get("/dashboard?state=REVOKED").body()).contains("None.");
    assertThat(sre.get("/dashboard?state=revoking").body())
        .contains("/offboardings/" + id)
        .contains("/api/offboardings.csv?tenantId=" + tenant + "&amp;state=REVOKING");
  }

  @Test
  void the_time_to_revoke_is_that_of_the_history() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.VIEWER);
    OffboardingId id = offboarded(sre, ada, "planned-departure");
    allComplete(ada);
    allComplete(ada);
    jdbc.sql("UPDATE offboarding SET effective_at = effective_at - interval '1 hour' WHERE id = ?")
        .param(id.value())
        .update();
    assertThat(sre.get("/dashboard").body())
        .contains("0 of 1", "All access gone, by hour", "UTC: 1</title>", "As a table");

    jdbc.sql(
            """
            INSERT INTO state_change (offboarding_id, sequence, to_state, by_id, by_role, why, at)
            SELECT offboarding_id, 99, to_state, by_id, by_role, why, at - interval '10 minutes'
            FROM state_change WHERE offboarding_id = ? AND to_state = 'REVOKING'
            """)
        .param(id.value())
        .update();
    assertThat(sre.get("/dashboard").body()).contains("1 of 1", "60");
  }

  @Test
  void applications_that_are_worth_a_look_are_shown() {
    new ForeignServices(tenant).applications(SERVICES);

    assertThat(somebody(Role.VIEWER).get("/dashboard").body())
        .contains("left alone, probed", "answers 503");
    assertThat(somebody(Role.REQUESTER).get("/dashboard").body())
        .as("may not open applications")
        .doesNotContain("answers 503");
  }

  @Test
  void a_service_that_is_away_is_named() {
    SERVICES.fails("/api/application-loads?tenantId=" + tenant, 500);
    assertThat(somebody(Role.VIEWER).get("/dashboard").body())
        .contains("nobody can say how applications are doing");
  }

  @Test
  void another_tenants_are_not_counted() {
    offboarded(somebody(Role.REQUESTER), ada(), "planned-departure");
    Browser stranger = of("stranger", Role.VIEWER);

    assertThat(stranger.get("/dashboard").body()).contains("Nothing is under way.");
    assertThat(stranger.get("/dashboard?tenant=" + tenant).status()).isEqualTo(404);
    assertThat(stranger.get("/dashboard/events?tenant=" + tenant).status()).isEqualTo(404);
    assertThat(stranger.get("/dashboard?tenant=%3Cb%3E").status()).isEqualTo(404);
    assertThat(stranger.get("/dashboard?state=%3Cb%3E").status()).isEqualTo(400);
    assertThat(of(null, Role.VIEWER).get("/dashboard?tenant=" + tenant).body())
        .contains("1 being revoked right now");
    assertThat(somebody(Role.AUDITOR).get("/dashboard").status()).isEqualTo(403);
  }

  @Test
  void a_thousand_in_flight_are_shown_within_a_second() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.VIEWER);
    OffboardingId id = offboarded(sre, ada, "planned-departure");
    jdbc.sql(
            """
            INSERT INTO offboarding SELECT (jsonb_populate_record(o, jsonb_build_object('id', uuidv7(), 'user_id', 'many-' || i,
                'respond_by', now() - interval '1 minute', 'wake_at', null))).*
            FROM offboarding AS o, generate_series(1, 1000) AS i WHERE o.id = ?
            """)
        .param(id.value())
        .update();
    sre.get("/dashboard");
    long start = System.nanoTime();

    Browser.Answer page = sre.get("/dashboard");

    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    assertThat(page.body())
        .contains("1000 past the deadline", "The first 50; the CSV has them all");
    jdbc.sql("UPDATE offboarding SET state = 'CANCELLED' WHERE user_id LIKE 'many-%'").update();
  }
}
