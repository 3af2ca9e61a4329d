package dev.offboard.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
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
    return http.post()
        .uri(uri)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(body))
        .exchange();
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
    return http.get()
        .uri(uri)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .exchange();
  }

  protected JsonNode shown(OffboardingId id) {
    MvcTestResult answer = get("/api/offboardings/" + id);
    assertThat(answer).hasStatus(200);
    return bodyOf(answer);
  }

  protected String stateOf(OffboardingId id) {
    return shown(id).path("state").asString();
  }

  protected JsonNode bodyOf(MvcTestResult answer) {
    return json.readTree(answer.getResponse().getContentAsByteArray());
  }
}
