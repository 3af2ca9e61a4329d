package dev.offboard.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.AccessWalk;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.deadletter.DeadLettersApiSliceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@Import(DeadLettersApiSliceTest.WithoutBroker.class)
class AccessSliceTest extends OrchestratorSlice {
  @Test
  void no_operation_lets_nobody_in() {
    String revoked = token(Map.of("name", "gone", "roles", java.util.List.of("operator")));
    jdbc.sql("UPDATE api_token SET revoked_at = now() WHERE name = 'gone'").update();
    String expired = token(Map.of("name", "late", "roles", java.util.List.of("operator")));
    jdbc.sql("UPDATE api_token SET expires_at = now() WHERE name = 'late'").update();

    new AccessWalk(context).nobodyIsLetIn(Map.of("revoked", revoked, "outlived", expired));
  }

  @Test
  void each_role_opens_what_the_table_says() {
    new AccessWalk(context).eachRoleOpensItsOwn();
  }

  @Test
  void another_tenant_is_unknown() {
    new AccessWalk(context).anotherTenantIsUnknown();
  }

  @Test
  void every_operation_is_in_the_table_and_the_table_in_the_docs() {
    new AccessWalk(context).theTableIsTheDocuments("orchestrator");
  }

  @Test
  void what_is_not_in_the_table_is_not_there() {
    assertThat(get("/api/nothing")).hasStatus(404);
    assertThat(get("/actuator/env")).hasStatus(404);
    assertThat(http.get().uri("/api/nothing").exchange()).hasStatus(401);
    assertThat(http.get().uri("/actuator/health/liveness").exchange()).hasStatus(200);
    assertThat(http.get().uri("/actuator/health/db").exchange()).hasStatus(401);
    assertThat(getAs(TestTokens.jwt("acme", Role.VIEWER), "/actuator/prometheus")).hasStatus(403);
    assertThat(getAs(EmbeddedDatabase.SERVICE_TOKEN, "/api/offboardings")).hasStatus(403);
  }

  @Test
  void the_refusal_says_how_to_come_in() {
    MvcTestResult without = http.get().uri("/api/offboardings").exchange();
    assertThat(without).headers().hasValue("WWW-Authenticate", "Bearer");
    assertThat(without)
        .headers()
        .hasValue("Content-Type", "application/problem+json;charset=UTF-8");
    assertThat(getAs("garbage", "/api/offboardings"))
        .headers()
        .hasValue("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    MvcTestResult lower = getAs(TestTokens.jwt("acme", Role.AUDITOR), "/api/offboardings");
    assertThat(lower).headers().hasValue("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    assertThat(bodyOf(lower).path("code").asString()).isEqualTo("forbidden");
  }

  @Test
  void answers_carry_the_headers_that_keep_browsers_from_guessing() {
    assertThat(get("/api/offboardings"))
        .headers()
        .hasValue("X-Content-Type-Options", "nosniff")
        .hasValue("X-Frame-Options", "DENY")
        .hasValue("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .hasValue("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
  }

  @Test
  void an_address_that_no_honest_client_sends_is_400() {
    assertThat(
            http.get()
                .uri(java.net.URI.create("/api//offboardings"))
                .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
                .exchange())
        .hasStatus(400)
        .headers()
        .hasValue("Content-Type", "application/problem+json;charset=UTF-8");
  }

  private String token(Map<String, Object> body) {
    MvcTestResult made = postTo("/api/tokens", body);
    assertThat(made).hasStatus(201);
    return bodyOf(made).path("token").asString();
  }
}
