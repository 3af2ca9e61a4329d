package dev.offboard.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class ApiTokensSliceTest extends OrchestratorSlice {
  private String administrator = "";

  @BeforeEach
  void administratorOfTheTenant() {
    administrator = TestTokens.jwt(tenant, Role.values());
  }

  @Test
  void a_token_is_shown_once_and_kept_as_a_hash() {
    JsonNode made = create(administrator, "hr system", "requester");

    String token = made.path("token").asString();
    assertThat(token).startsWith("offb_").hasSizeGreaterThan(40);
    assertThat(made.path("tenantId").asString()).isEqualTo(tenant);
    assertThat(made.path("createdBy").asString()).isEqualTo("jwt.program-7");
    MvcTestResult shown = getAs(administrator, "/api/tokens/" + made.path("id").asString());
    assertThat(shown).hasStatus(200);
    assertThat(bodyOf(shown).has("token")).isFalse();
    assertThat(
            jdbc.sql("SELECT count(*) FROM api_token AS t WHERE t::text LIKE '%' || ? || '%'")
                .param(token.substring(5))
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void a_token_lets_its_holder_in_and_its_use_is_noted() {
    JsonNode made = create(administrator, "dashboard", "viewer");

    assertThat(getAs(made.path("token").asString(), "/api/offboardings")).hasStatus(200);

    MvcTestResult shown = getAs(administrator, "/api/tokens/" + made.path("id").asString());
    assertThat(bodyOf(shown).hasNonNull("lastUsedAt")).isTrue();
  }

  @Test
  void the_requester_of_an_offboarding_is_the_token() {
    JsonNode made = create(administrator, "hr system", "requester");
    var user = activeUser("u1");

    MvcTestResult answer =
        postAs(made.path("token").asString(), "/api/offboardings", body(user, "contract-end"));

    assertThat(answer).hasStatus(202);
    assertThat(bodyOf(answer).path("history").path(0).path("by").asString())
        .isEqualTo("token." + made.path("id").asString());
  }

  @Test
  void after_a_rotation_both_are_good_for_the_overlap() {
    JsonNode made = create(administrator, "ci", "viewer");
    String path = "/api/tokens/" + made.path("id").asString() + "/rotation";

    JsonNode rotated = bodyOf(postAs(administrator, path, Map.of("overlapSeconds", 3600)));

    assertThat(isActive(made)).isTrue();
    assertThat(isActive(rotated)).isTrue();
    assertThat(rotated.path("id")).isEqualTo(made.path("id"));
    JsonNode again = bodyOf(postAs(administrator, path, Map.of("overlapSeconds", 0)));
    assertThat(isActive(made)).isFalse();
    assertThat(isActive(rotated)).isFalse();
    assertThat(isActive(again)).isTrue();
  }

  @Test
  void a_revoked_token_is_dead_and_stays_dead() {
    JsonNode made = create(administrator, "ci", "viewer");
    String path = "/api/tokens/" + made.path("id").asString();

    for (int i = 0; i < 2; i++) {
      assertThat(
              http.delete().uri(path).header("Authorization", "Bearer " + administrator).exchange())
          .hasStatus(204);
    }

    assertThat(isActive(made)).isFalse();
    assertThat(postAs(administrator, path + "/rotation", Map.of())).hasStatus(409);
  }

  @Test
  void an_expired_token_is_dead() {
    JsonNode made = create(administrator, "ci", "viewer");
    jdbc.sql("UPDATE api_token SET expires_at = now() WHERE id = ?::uuid")
        .param(made.path("id").asString())
        .update();

    assertThat(isActive(made)).isFalse();
  }

  @Test
  void another_tenants_tokens_are_unknown() {
    JsonNode global =
        bodyOf(postTo("/api/tokens", Map.of("name", "all", "roles", List.of("viewer"))));
    JsonNode theirs = create(TestTokens.jwt("other-tenant", Role.values()), "theirs", "viewer");

    for (JsonNode token : List.of(global, theirs)) {
      String path = "/api/tokens/" + token.path("id").asString();
      assertThat(getAs(administrator, path)).hasStatus(404);
      assertThat(postAs(administrator, path + "/rotation", Map.of())).hasStatus(404);
      assertThat(
              http.delete().uri(path).header("Authorization", "Bearer " + administrator).exchange())
          .hasStatus(404);
      assertThat(isActive(token)).isTrue();
    }
    assertThat(bodyOf(getAs(administrator, "/api/tokens")).path("tokens")).isEmpty();
    assertThat(
            postAs(
                administrator,
                "/api/tokens",
                Map.of("name", "x", "roles", List.of("viewer"), "tenantId", "other-tenant")))
        .hasStatus(404);
  }

  @Test
  void nonsense_is_refused_by_field() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("roles", List.of("viewer")),
            Map.of("name", "x", "roles", List.of()),
            Map.of("name", "x", "roles", List.of("service")),
            Map.of("name", "x", "roles", List.of("root")),
            Map.of("name", "x", "roles", List.of("viewer"), "expiresAt", "2020-01-01T00:00:00Z"),
            Map.of("name", "x", "roles", List.of("viewer"), "expiresAt", "2099-01-01T00:00:00Z"))) {
      MvcTestResult answer = postAs(administrator, "/api/tokens", bad);
      assertThat(answer).hasStatus(400);
      assertThat(bodyOf(answer).has("field")).isTrue();
    }
  }

  private JsonNode create(String by, String name, String... roles) {
    MvcTestResult made = postAs(by, "/api/tokens", Map.of("name", name, "roles", List.of(roles)));
    assertThat(made).hasStatus(201);
    assertThat(made).headers().hasValue("Cache-Control", "no-store");
    return bodyOf(made);
  }

  private boolean isActive(JsonNode token) {
    MvcTestResult answer =
        http.post()
            .uri("/oauth2/introspect")
            .header("Authorization", "Bearer " + EmbeddedDatabase.SERVICE_TOKEN)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .content("token=" + token.path("token").asString())
            .exchange();
    assertThat(answer).hasStatus(200);
    return bodyOf(answer).path("active").asBoolean();
  }
}
