package dev.offboard.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The orchestrator without Kafka: HTTP in, reports delivered from memory, announcements read from
/// the outbox. Timers fire when the test says so. Every test gets a tenant of its own.
@SpringBootTest
@AutoConfigureMockMvc
@EmbeddedDatabase("orchestrator")
@Import(OpenApiDescription.class)
public abstract class OrchestratorSlice {
  private static final AtomicInteger TENANTS = new AtomicInteger();
  protected static final IdentityStub IDENTITY_SERVICE = IdentityStub.started();
  protected static final AuditStub AUDIT_SERVICE = AuditStub.started();

  @Autowired protected ApplicationContext context;
  @Autowired protected MockMvcTester http;
  @Autowired protected JdbcClient jdbc;
  @Autowired protected JsonMapper json;
  @Autowired protected MessageCodec codec;
  @Autowired protected TransactionOperations transactions;
  protected String tenant = "";
  protected Participants participants;
  protected Deliveries deliveries;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) {
    properties.add("offboard.identity.url", IDENTITY_SERVICE::url);
    properties.add("offboard.identity.call-timeout", () -> "500ms");
    properties.add("offboard.entitlement.url", IDENTITY_SERVICE::url);
    properties.add("offboard.audit.url", AUDIT_SERVICE::url);
    // reasons with approvals, beside those of the product
    properties.add("offboard.policies.approved-departure.version", () -> "1");
    properties.add("offboard.policies.approved-departure.on-refusal", () -> "HOLD");
    properties.add("offboard.policies.approved-departure.grace-period", () -> "7d");
    properties.add("offboard.policies.approved-departure.approvals", () -> "1");
    properties.add("offboard.policies.guarded-departure.version", () -> "1");
    properties.add("offboard.policies.guarded-departure.on-refusal", () -> "HOLD");
    properties.add("offboard.policies.guarded-departure.grace-period", () -> "7d");
    properties.add("offboard.policies.guarded-departure.approve-within", () -> "4h");
    properties.add("offboard.policies.guarded-departure.protected", () -> "TWO_APPROVERS");
    properties.add("offboard.policies.guarded-departure.last-administrator", () -> "TWO_APPROVERS");
    properties.add("offboard.policies.guarded-departure.oneself", () -> "TWO_APPROVERS");
    properties.add("offboard.policies.edited-departure.version", () -> "4");
    properties.add("offboard.policies.edited-departure.on-refusal", () -> "HOLD");
    properties.add("offboard.policies.edited-departure.grace-period", () -> "7d");
    properties.add("offboard.notes.wrapping-keys", () -> "wrapping-key-of-the-tests-0123456789");
  }

  @BeforeEach
  final void tenantOfItsOwn() {
    tenant = "t" + TENANTS.incrementAndGet();
    IDENTITY_SERVICE.isThere();
    participants = new Participants(jdbc, codec);
    deliveries = Deliveries.to(context, Topics.REPORTS);
  }

  /// A user the directory knows as active under epoch 1.
  protected UserRef activeUser(String id) {
    UserRef user = UserRef.of(tenant, id);
    IDENTITY_SERVICE.knows(user, 1, "ACTIVE");
    return user;
  }

  /// All have completed the revocation and read back that nothing is left.
  protected void revoked(UserRef user) {
    deliveries.deliver(participants.completeLast(user));
    deliveries.deliver(participants.completeLast(user));
  }

  protected MvcTestResult postTo(String uri, Map<String, Object> body) {
    return postAs(EmbeddedDatabase.TOKEN, uri, body);
  }

  protected OffboardingId offboarded(UserRef user, String reason) {
    MvcTestResult answer = post(body(user, reason));
    assertThat(answer).hasStatus(202);
    return OffboardingId.parse(bodyOf(answer).path("id").asString());
  }

  protected static Map<String, Object> body(UserRef user, String reason) {
    return Map.of(
        "tenantId", user.tenantId().value(), "userId", user.userId().value(), "reason", reason);
  }

  protected MvcTestResult post(Map<String, Object> body) {
    return post(json.writeValueAsString(body));
  }

  protected MvcTestResult post(String body) {
    return http.post()
        .uri("/api/offboardings")
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  protected MvcTestResult postUnder(String idempotencyKey, Map<String, Object> body) {
    return http.post()
        .uri("/api/offboardings")
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .header("Idempotency-Key", idempotencyKey)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(body))
        .exchange();
  }

  protected MvcTestResult undo(OffboardingId id) {
    return http.post()
        .uri("/api/offboardings/{id}/undo", id)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .contentType(MediaType.APPLICATION_JSON)
        .content("{\"note\":\"came back\"}")
        .exchange();
  }

  protected MvcTestResult get(String uri) {
    return getAs(EmbeddedDatabase.TOKEN, uri);
  }

  protected MvcTestResult getAs(String token, String uri) {
    return http.get().uri(uri).header("Authorization", "Bearer " + token).exchange();
  }

  protected MvcTestResult postAs(String token, String uri, Map<String, Object> body) {
    return http.post()
        .uri(uri)
        .header("Authorization", "Bearer " + token)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(body))
        .exchange();
  }

  protected JsonNode shown(OffboardingId id) {
    MvcTestResult answer = get("/api/offboardings/" + id);
    assertThat(answer).hasStatus(200);
    return bodyOf(answer);
  }

  /// Somebody who may approve, and is nobody else.
  protected static String approver(String subject) {
    return TestTokens.jwtOf(subject, TestTokens.ALL_TENANTS, Role.APPROVER);
  }

  protected String planHashOf(OffboardingId id) {
    return shown(id).path("approval").path("planHash").asString();
  }

  protected MvcTestResult approve(String token, OffboardingId id, String planHash) {
    return postAs(
        token, "/api/offboardings/%s/approval".formatted(id), Map.of("planHash", planHash));
  }

  protected MvcTestResult approve(String token, OffboardingId id) {
    return approve(token, id, planHashOf(id));
  }

  protected void assertRefused(MvcTestResult answer, int status, String code) {
    assertThat(answer).hasStatus(status);
    assertThat(bodyOf(answer).path("code").asString()).isEqualTo(code);
  }

  protected String stateOf(OffboardingId id) {
    return shown(id).path("state").asString();
  }

  protected JsonNode bodyOf(MvcTestResult answer) {
    return json.readTree(answer.getResponse().getContentAsByteArray());
  }
}
