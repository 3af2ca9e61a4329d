package dev.offboard.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// What one tenant's caller finds out about another's offboardings: nothing, not even that they
/// are.
class TenantsSliceTest extends OrchestratorSlice {
  private final String stranger = TestTokens.jwt("stranger", Role.values());
  private OffboardingId theirs = new OffboardingId(new java.util.UUID(0, 0));
  private UserRef user = UserRef.of("nobody", "nobody");

  @BeforeEach
  void somebodyElsesOffboarding() {
    user = activeUser("u1");
    theirs = offboarded(user, "contract-end");
  }

  @Test
  void another_tenants_offboarding_is_unknown_by_its_id() {
    String path = "/api/offboardings/" + theirs;
    for (MvcTestResult answer :
        List.of(
            getAs(stranger, path),
            getAs(stranger, path + "/certificate"),
            postAs(stranger, path + "/undo", Map.of()))) {
      assertThat(answer).hasStatus(404);
      assertThat(bodyOf(answer).path("code").asString()).isEqualTo("offboarding-unknown");
    }
    assertThat(stateOf(theirs)).isEqualTo("REVOKING");
  }

  @Test
  void a_list_is_of_the_callers_tenant_whatever_is_asked() {
    assertThat(items(getAs(stranger, "/api/offboardings"))).isEmpty();
    assertThat(items(getAs(stranger, "/api/offboardings?userId=u1"))).isEmpty();
    assertThat(getAs(stranger, "/api/offboardings?tenantId=" + tenant)).hasStatus(404);
    assertThat(getAs(stranger, "/api/offboardings?tenantId=stranger&tenantId=" + tenant))
        .hasStatus(404);
    assertThat(items(getAs(TestTokens.jwt(tenant, Role.VIEWER), "/api/offboardings"))).hasSize(1);
  }

  @Test
  void the_cursor_of_another_tenants_list_shows_nothing_of_it() {
    offboarded(activeUser("u2"), "contract-end");
    String cursor =
        bodyOf(get("/api/offboardings?limit=1&tenantId=" + tenant)).path("nextCursor").asString();

    assertThat(items(getAs(stranger, "/api/offboardings?cursor=" + cursor))).isEmpty();
  }

  @Test
  void the_tenant_in_a_body_must_be_the_callers() {
    assertUnknown(postAs(stranger, "/api/offboardings", body(user, "contract-end")));
    Map<String, Object> whom = Map.of("tenantId", tenant, "userId", "u1");
    assertUnknown(postAs(stranger, "/api/re-hires", whom));
    assertUnknown(postAs(stranger, "/api/sweeps", whom));
  }

  @Test
  void a_sweep_of_everybody_is_a_sweep_of_the_callers_tenant() {
    revoked(user);

    assertThat(bodyOf(postAs(stranger, "/api/sweeps", Map.of())).path("offboardings").asInt())
        .isZero();
    assertThat(
            bodyOf(postAs(TestTokens.jwt(tenant, Role.OPERATOR), "/api/sweeps", Map.of()))
                .path("offboardings")
                .asInt())
        .isEqualTo(1);
    assertThat(
            bodyOf(getAs(stranger, "/api/sweeps?since=2026-01-01T00:00:00Z")).path("due").asInt())
        .isZero();
  }

  private void assertUnknown(MvcTestResult answer) {
    assertThat(answer).hasStatus(404);
    assertThat(bodyOf(answer).path("code").asString()).isEqualTo("tenant-unknown");
  }

  private JsonNode items(MvcTestResult answer) {
    assertThat(answer).hasStatus(200);
    return bodyOf(answer).path("items");
  }
}
