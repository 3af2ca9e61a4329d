package dev.offboard.audit.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.audit.SigningKeyOfTests;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.offboarding.Told;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AuditSlice
class CertificateApiSliceTest {
  @Autowired ApplicationContext context;
  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper mapper;

  private Told ann;

  @BeforeEach
  void ann_is_offboarded() {
    ann = Told.of(context, "acme", "ann");
  }

  @Test
  void the_certificate_of_one_that_has_ended_verifies_offline() throws Exception {
    ann.history(1, 2, 3).reported().history(4, 5);

    byte[] file = body(get(ann.id(), "application/json"));

    assertThat(verdict(file).outcome()).isEqualTo(Verdict.Outcome.VERIFIED);
    JsonNode certificate = mapper.readTree(file);
    assertThat(certificate.at("/offboarding/userId").stringValue()).isEqualTo("ann");
    assertThat(certificate.at("/statement/state").stringValue()).isEqualTo("COMPLETED");
    assertThat(certificate.path("entries")).hasSize(6);
  }

  @Test
  void whatever_comes_later_is_in_a_later_certificate() throws Exception {
    ann.history(1, 2, 3, 4, 5);
    byte[] earlier = body(get(ann.id(), "application/json"));
    ann.reported();
    byte[] later = body(get(ann.id(), "application/json"));

    assertThat(mapper.readTree(later).path("entries")).hasSize(6);
    assertThat(verdict(earlier).outcome()).isEqualTo(Verdict.Outcome.VERIFIED);
    assertThat(verdict(later).outcome()).isEqualTo(Verdict.Outcome.VERIFIED);
  }

  @Test
  void one_that_has_not_ended_has_none_yet() {
    ann.history(1, 2, 3);

    assertThat(get(ann.id(), "application/json"))
        .hasStatus(409)
        .bodyJson()
        .isLenientlyEqualTo("{\"code\": \"not-sealed\", \"state\": \"ERASING\"}");
  }

  @Test
  void one_whose_history_has_a_gap_has_none_yet() {
    ann.history(1, 2, 4, 5);

    assertThat(get(ann.id(), "application/json"))
        .hasStatus(409)
        .bodyJson()
        .isLenientlyEqualTo("{\"code\": \"history-incomplete\"}");
  }

  @Test
  void an_unknown_one_has_none() {
    assertThat(get(new OffboardingId(UUID.randomUUID()), "application/json")).hasStatus(404);
    assertThat(get("nobody", "application/json"))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo("id");
  }

  @Test
  void asked_for_a_page_it_is_a_page_that_needs_nothing_else() throws Exception {
    ann.history(1, 2, 3, 4, 5);

    MvcTestResult page = get(ann.id(), "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(page).hasStatusOk().hasHeader("Content-Type", "text/html;charset=UTF-8");
    assertThat(page)
        .hasHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    assertThat(new String(body(page), StandardCharsets.UTF_8))
        .contains(ann.id().toString(), "COMPLETED", "example.com/audit", "@media print");
  }

  @Test
  void asked_for_what_is_no_media_type_it_says_not_acceptable() {
    ann.history(1, 2, 3, 4, 5);
    assertThat(get(ann.id(), "garbage")).hasStatus(406);
  }

  @Test
  void what_it_leads_to_is_among_the_checkpoints_of_today() throws Exception {
    ann.history(1, 2, 3, 4, 5);
    get(ann.id(), "application/json");

    MvcTestResult today =
        mvc.get()
            .uri(
                "/api/checkpoints?from=%s&to=%s"
                    .formatted(
                        Instant.now().minus(1, ChronoUnit.DAYS),
                        Instant.now().plus(1, ChronoUnit.DAYS)))
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .exchange();
    JsonNode last =
        mapper.readTree(body(today)).path("checkpoints").valueStream().toList().getLast();
    SignedCheckpoint checkpoint = SignedCheckpoint.parse(last.path("checkpoint").stringValue());
    assertThat(checkpoint.checkpoint().head().size())
        .isEqualTo(last.path("size").longValue())
        .isGreaterThanOrEqualTo(5);
    assertThat(
            mvc.get()
                .uri("/api/checkpoints?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN))
        .hasStatus(400);
  }

  @Test
  void without_the_token_there_is_none() {
    ann.history(1, 2, 3, 4, 5);
    assertThat(mvc.get().uri("/api/offboardings/{id}/certificate", ann.id())).hasStatus(401);
    assertThat(LogReader.of(context).bodies(ann.id())).hasSize(5);
  }

  private static Verdict verdict(byte[] file) {
    return ProofVerifier.verify(
        file, Optional.empty(), Trust.in(SigningKeyOfTests.KEY.verifier()), History.none());
  }

  private MvcTestResult get(Object id, String accept) {
    return mvc.get()
        .uri("/api/offboardings/{id}/certificate", id)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .header("Accept", accept)
        .exchange();
  }

  private static byte[] body(MvcTestResult result) {
    assertThat(result).hasStatusOk();
    return result.getResponse().getContentAsByteArray();
  }
}
