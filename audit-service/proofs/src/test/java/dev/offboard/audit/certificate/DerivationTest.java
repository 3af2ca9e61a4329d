package dev.offboard.audit.certificate;

import static dev.offboard.audit.certificate.SampleCertificate.CERTIFICATE;
import static dev.offboard.audit.certificate.SampleCertificate.ENTRIES;
import static dev.offboard.audit.certificate.SampleCertificate.ID;
import static dev.offboard.audit.certificate.SampleCertificate.LOG;
import static dev.offboard.audit.certificate.SampleCertificate.bytes;
import static dev.offboard.audit.certificate.SampleCertificate.certificate;
import static dev.offboard.audit.certificate.SampleCertificate.change;
import static dev.offboard.audit.certificate.SampleCertificate.changed;
import static dev.offboard.audit.certificate.SampleCertificate.entries;
import static dev.offboard.audit.certificate.SampleCertificate.entry;
import static dev.offboard.audit.certificate.SampleCertificate.refuted;
import static dev.offboard.audit.certificate.SampleCertificate.schemaErrors;
import static dev.offboard.audit.certificate.SampleCertificate.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.verify.HeldVerifier;
import dev.offboard.audit.verify.SampleLog;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.audit.verify.Verdict.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What a certificate says follows from its entries.
class DerivationTest {
  private static final String APPROVED =
      ",\"terms\":{\"approvals\":[{\"approver\":{\"id\":\"boss-1\",\"role\":\"approver\"},\"at\":\"2026-11-23T08:59:00Z\"}],";
  private static final String TERMINATION =
      APPROVED
          + "\"policy\":\"emergency\",\"policyVersion\":2,\"reason\":\"immediate-termination\"}";

  @Test
  void what_it_ran_under_is_what_the_last_entry_that_tells_says() {
    assertThat(CERTIFICATE.offboarding().reason()).isEqualTo("planned-departure");
    assertThat(CERTIFICATE.offboarding().policyVersion()).isEqualTo("3");
    refuted(
        it -> ((ObjectNode) it.path("offboarding")).put("reason", "immediate-termination"),
        "/offboarding/reason is \"immediate-termination\" (expected: \"planned-departure\"");
    refuted(
        it -> ((ObjectNode) it.path("offboarding")).put("policyVersion", "2"),
        "/offboarding/policyVersion is \"2\" (expected: \"3\"");

    Offboarding hurried = certificate(said(4, TERMINATION)).offboarding();
    assertThat(hurried.reason()).isEqualTo("immediate-termination");
    assertThat(hurried.policy()).isEqualTo("emergency");
    assertThat(hurried.policyVersion()).isEqualTo("2");
    assertThat(certificate(ENTRIES.stream().map(it -> it.replace("terms", "other")).toList()))
        .extracting(it -> it.offboarding().reason())
        .isNull();
  }

  @Test
  void what_the_user_had_is_what_the_first_report_that_tells_says() {
    Statement.Inventory sessions = CERTIFICATE.statement().inventory().getFirst();
    assertThat(sessions.participant()).isEqualTo("session");
    assertThat(sessions.held()).extracting(Held::kind).containsExactly("sessions", "tokens");
    assertThat(sessions.held().getFirst().has("s-2")).contains(true);
    assertThat(CERTIFICATE.statement().inventory().get(1).held()).isEmpty();
    refuted(
        it -> ((ObjectNode) it.at("/statement/inventory/0/held/0")).put("count", 1),
        "/statement/inventory/0/held/0/count is 1 (expected: 2");

    List<String> again = new ArrayList<>(ENTRIES);
    again.add(
        5,
        again
            .get(1)
            .replace("\"attempt\":1", "\"attempt\":2")
            .replace("\"count\":2", "\"count\":1"));
    assertThat(certificate(again).statement().inventory().getFirst()).isEqualTo(sessions);
  }

  @Test
  void whether_the_user_had_one_access_can_be_checked_by_who_knows_it() {
    assertThat(has("sessions", "s-1").outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(has("sessions", "s-3").refuted().getFirst().what())
        .contains("sessions s-3 was not among what the user had: the inventory has 2");
    assertThat(has("tokens", "t-1").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(has("grants", "any").outcome()).isEqualTo(Outcome.REFUTED);
    assertThat(
            HeldVerifier.verify(bytes(changed(it -> it.put("more", 1))), "sessions", "s-1")
                .outcome())
        .isEqualTo(Outcome.REFUTED);
  }

  private static Verdict has(String kind, String identifier) {
    return HeldVerifier.verify(bytes(CERTIFICATE.toJson()), kind, identifier);
  }

  @Test
  void who_agreed_is_told_once() {
    List<Statement.Approval> approvals = certificate(said(4, TERMINATION)).statement().approvals();
    assertThat(CERTIFICATE.statement().approvals()).isEmpty();
    assertThat(approvals)
        .containsExactly(
            new Statement.Approval(
                Instant.parse("2026-11-23T08:59:00Z"), new Statement.Person("boss-1", "approver")));
  }

  /// The entries, in which the first and another state change say these terms.
  private static List<String> said(int entry, String terms) {
    List<String> entries = new ArrayList<>(ENTRIES);
    entries.set(entry, entries.get(entry).replace(",\"to\":", terms + ",\"to\":"));
    entries.set(0, entries.getFirst().replace(",\"terms\":{", APPROVED));
    return entries;
  }

  @Test
  void counts_that_are_no_counts_are_left_out() {
    List<String> odd =
        ENTRIES.stream()
            .map(it -> it.replace("\"sessions\":", "\"odd\":1.5,\"sessions\":"))
            .toList();
    assertThat(SampleLog.of(odd).certificate(ID).statement().results().getFirst().evidence())
        .containsOnlyKeys("sessions");
  }

  @Test
  void of_a_role_change_it_names_the_roles() throws IOException {
    Certificate change = LOG.but(it -> it.replaceAll(DerivationTest::ofRoles)).certificate(ID);
    assertThat(change.offboarding().roles()).containsExactly("crm/manager");
    assertThat(change.statement().revokedAt()).isEqualTo(CERTIFICATE.statement().revokedAt());
    assertThat(verify(change.toJson()).outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(schemaErrors(change.toJson())).isEmpty();
    assertThat(CertificatePage.of(change)).contains("crm/manager");
  }

  @Test
  void when_it_became_the_offboarding_of_the_user_that_is_what_was_revoked() {
    Certificate widened =
        LOG.but(it -> it.replaceAll(said -> said.contains("REVOKED") ? ofRoles(said) : said))
            .certificate(ID);
    assertThat(widened.offboarding().roles()).isEmpty();
    assertThat(widened.statement().revokedAt()).isNull();
  }

  private static String ofRoles(String entry) {
    return entry.replace(
        "\"kind\":\"state-change\"",
        "\"kind\":\"state-change\",\"roles\":[{\"applicationId\":\"crm\",\"role\":\"manager\"}]");
  }
}
