package dev.offboard.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class CertificateApiSliceTest extends OrchestratorSlice {
  @Test
  void the_certificate_is_that_of_the_audit_byte_for_byte() throws Exception {
    OffboardingId id = offboarded(activeUser("ann"), "planned-departure");
    AUDIT_SERVICE.answers(200, "application/json;charset=UTF-8", "{ \"why\": \"é\" }\n");

    MvcTestResult answer = certificate(id, "application/json");

    assertThat(answer).hasStatusOk().hasHeader("Content-Type", "application/json;charset=UTF-8");
    assertThat(new String(answer.getResponse().getContentAsByteArray(), "UTF-8"))
        .isEqualTo("{ \"why\": \"é\" }\n");
    assertThat(AUDIT_SERVICE.asked())
        .isEqualTo(
            "/api/offboardings/%s/certificate Bearer %s application/json"
                .formatted(id, EmbeddedDatabase.SERVICE_TOKEN));
  }

  @Test
  void who_asks_for_a_page_gets_it() {
    OffboardingId id = offboarded(activeUser("ann"), "planned-departure");
    AUDIT_SERVICE.answers(200, "text/html;charset=UTF-8", "<html></html>");

    assertThat(certificate(id, "text/html"))
        .hasStatusOk()
        .hasHeader("Content-Type", "text/html;charset=UTF-8")
        .hasHeader("Vary", "Accept");
    assertThat(AUDIT_SERVICE.asked()).endsWith(" text/html");
  }

  @Test
  void what_the_audit_refuses_is_refused_in_its_words() {
    OffboardingId id = offboarded(activeUser("ann"), "planned-departure");
    AUDIT_SERVICE.answers(
        409, "application/problem+json", "{\"code\":\"not-sealed\",\"state\":\"REVOKED\"}");

    assertThat(certificate(id, "application/json"))
        .hasStatus(409)
        .bodyJson()
        .isLenientlyEqualTo("{\"code\":\"not-sealed\",\"state\":\"REVOKED\"}");
  }

  @Test
  void one_that_the_audit_has_not_heard_of_yet_is_not_unknown() {
    OffboardingId id = offboarded(activeUser("ann"), "planned-departure");
    AUDIT_SERVICE.answers(404, "application/problem+json", "{}");

    assertThat(certificate(id, "application/json"))
        .hasStatus(409)
        .bodyJson()
        .isLenientlyEqualTo("{\"code\":\"not-sealed\",\"state\":\"REVOKING\"}");
  }

  @Test
  void an_unknown_one_is_not_asked_for() {
    assertThat(certificate(new OffboardingId(UUID.randomUUID()), "application/json"))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("offboarding-unknown");
  }

  @Test
  void while_the_audit_is_away_the_caller_is_told_to_ask_again() {
    OffboardingId id = offboarded(activeUser("ann"), "planned-departure");
    AUDIT_SERVICE.answers(503, "application/problem+json", "{}");

    assertThat(certificate(id, "application/json"))
        .hasStatus(503)
        .hasHeader("Retry-After", "5")
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("audit-away");
  }

  private MvcTestResult certificate(OffboardingId id, String accept) {
    return http.get()
        .uri("/api/offboardings/{id}/certificate", id)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .header("Accept", accept)
        .exchange();
  }
}
