package dev.offboard.audit.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.offboarding.Told;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one tenant's auditor finds out about another's entries.
@AuditSlice
class TenantsSliceTest {
  @Autowired ApplicationContext context;
  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper json;
  private Told theirs;
  private long leaf;

  @BeforeEach
  void somebody_of_theirs_is_offboarded() throws Exception {
    theirs = Told.of(context, "theirs", "ann");
    theirs.history(1, 2, 3).reported().history(4, 5);
    // the log is signed up to here
    assertThat(get("theirs", "/api/offboardings/%s/certificate".formatted(theirs.id())))
        .hasStatusOk();
    leaf = entries("theirs", "?offboardingId=" + theirs.id()).path(0).path("index").longValue();
  }

  @Test
  void the_list_is_of_the_auditors_tenant() throws Exception {
    assertThat(entries("stranger", "?offboardingId=" + theirs.id())).isEmpty();
    assertThat(entries("stranger", "")).isEmpty();
    assertThat(entries("stranger", "?after=" + leaf)).isEmpty();
    assertThat(entries("theirs", "?limit=500"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.path("tenantId").stringValue()).isEqualTo("theirs"));
  }

  @Test
  void another_tenants_certificate_and_proofs_are_unknown() {
    for (String path :
        new String[] {
          "/api/offboardings/%s/certificate".formatted(theirs.id()),
          "/api/proofs/inclusion?leafIndex=" + leaf
        }) {
      assertThat(get("stranger", path)).as(path).hasStatus(404);
      assertThat(get("theirs", path)).as(path).hasStatusOk();
    }
  }

  @Test
  void tiles_hold_all_tenants_and_checkpoints_none() {
    assertThat(get("theirs", "/tile/0/000")).hasStatus(403);
    assertThat(get("theirs", "/tile/entries/000")).hasStatus(403);
    assertThat(get("theirs", "/checkpoint")).hasStatusOk();
    assertThat(get("theirs", "/api/proofs/consistency?from=1")).hasStatusOk();
  }

  private JsonNode entries(String tenant, String query) throws Exception {
    MvcTestResult answer = get(tenant, "/api/entries" + query);
    assertThat(answer).hasStatusOk();
    return json.readTree(answer.getResponse().getContentAsString()).path("entries");
  }

  private MvcTestResult get(String tenant, String path) {
    return mvc.get()
        .uri(path)
        .header("Authorization", "Bearer " + TestTokens.jwt(tenant, Role.AUDITOR))
        .exchange();
  }
}
