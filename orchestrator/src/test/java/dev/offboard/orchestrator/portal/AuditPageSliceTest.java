package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.portal.audit.SomeLog;
import dev.offboard.orchestrator.signin.Browser;
import org.junit.jupiter.api.Test;

class AuditPageSliceTest extends PortalSlice {
  @Test
  void entries_are_found_and_downloaded() {
    new SomeLog(AUDIT_SERVICE, tenant, LOG_KEY).isThere();
    Browser auditor = somebody(Role.AUDITOR);

    assertThat(auditor.get("/audit").body()).contains("/audit/1\"", "state change", "/u-1");
    assertThat(auditor.get("/audit?kind=report").body()).contains("Nothing is like that.");
    assertThat(auditor.get("/audit?from=yesterday").body()).contains("Nothing was looked for.");
    assertThat(auditor.get("/audit?tenant=elsewhere").status()).isEqualTo(404);
    Browser.Answer csv = auditor.get("/audit/entries.csv");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.body().lines())
        .hasSize(3)
        .first()
        .asString()
        .contains("leafIndex", "offboardingId", "epoch", "body");
  }

  @Test
  void what_is_told_is_checked_against_the_logs_signature() {
    new SomeLog(AUDIT_SERVICE, tenant, LOG_KEY).isThere();

    assertThat(somebody(Role.AUDITOR).get("/audit/1").body())
        .contains("everything was revoked", ">verified<", "has signed for it", "log.example/tests")
        .contains("only as far as you trust this server", "./offboard verify entry-1.tlog-proof");
  }

  @Test
  void an_entry_that_is_told_otherwise_than_it_was_logged_does_not_hold() {
    SomeLog log = new SomeLog(AUDIT_SERVICE, tenant, LOG_KEY);
    log.isThere();
    log.liesAboutTheSecond();

    assertThat(somebody(Role.AUDITOR).get("/audit/1").body())
        .contains("does not hold")
        .doesNotContain(">verified<");
  }

  @Test
  void a_checkpoint_by_somebody_else_does_not_hold() {
    new SomeLog(AUDIT_SERVICE, tenant, SigningKey.generate("log.example/tests", KeyType.ED25519))
        .isThere();

    assertThat(somebody(Role.AUDITOR).get("/audit/1").body())
        .contains("not by the log whose key is known here")
        .doesNotContain(">verified<");
  }

  @Test
  void proof_entry_and_checkpoint_can_be_kept() {
    new SomeLog(AUDIT_SERVICE, tenant, LOG_KEY).isThere();
    Browser auditor = somebody(Role.AUDITOR);

    assertThat(auditor.get("/audit/0/proof").body())
        .startsWith("c2sp.org/tlog-proof@v1\nindex 0\n");
    assertThat(auditor.get("/audit/0/entry").body()).startsWith("{\"leaf\":0,");
    assertThat(auditor.get("/audit/checkpoint").body()).startsWith("log.example/tests\n2\n");
    assertThat(auditor.get("/audit/0/proof").header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"entry-0.tlog-proof\"");
  }

  @Test
  void another_tenants_entry_is_the_same_page_as_none_and_others_see_no_log() {
    new SomeLog(AUDIT_SERVICE, "elsewhere", LOG_KEY).isThere();
    Browser auditor = somebody(Role.AUDITOR);

    for (String path : new String[] {"/audit/1", "/audit/1/proof", "/audit/1/entry", "/audit/99"}) {
      assertThat(auditor.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(somebody(Role.ADMINISTRATOR).get("/audit").status()).isEqualTo(403);
  }

  @Test
  void days_that_no_log_has_are_refused_before_anybody_is_asked() {
    Browser auditor = somebody(Role.AUDITOR);

    for (String days : new String[] {"from=0000-12-31", "to=9999-12-31", "to=%2B999999999-12-31"}) {
      assertThat(auditor.get("/audit?" + days).body()).as(days).contains("a day is 2026-11-29");
    }
  }
}
