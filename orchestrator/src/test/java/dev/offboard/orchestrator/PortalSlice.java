package dev.offboard.orchestrator;

import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.wire.MessageCodec;
import dev.offboard.orchestrator.completion.Due;
import dev.offboard.orchestrator.person.SomePeople;
import dev.offboard.orchestrator.signin.Browser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Pages of a real server, looked at with a browser that keeps sessions. Every test gets a tenant
/// of its own.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "offboard.notes.wrapping-keys=wrapping-key-of-the-tests-0123456789")
@EmbeddedDatabase("orchestrator")
public abstract class PortalSlice {
  private static final AtomicInteger TENANTS = new AtomicInteger();
  protected static final ServicesStub SERVICES = ServicesStub.started();
  protected static final AuditStub AUDIT_SERVICE = AuditStub.started();

  /// The key of the log that the audit-service of the tests has.
  protected static final SigningKey LOG_KEY =
      SigningKey.generate("log.example/tests", KeyType.ED25519);

  @LocalServerPort protected int port;
  @Autowired protected ApplicationContext context;
  @Autowired protected JdbcClient jdbc;
  @Autowired protected MessageCodec codec;
  protected String tenant = "";
  protected SomePeople people = new SomePeople(null);
  protected Participants participants;
  protected Deliveries deliveries;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) {
    properties.add("offboard.identity.url", SERVICES::url);
    properties.add("offboard.entitlement.url", SERVICES::url);
    properties.add("offboard.session.url", SERVICES::url);
    properties.add("offboard.audit.url", AUDIT_SERVICE::url);
    properties.add("offboard.audit.log-key", LOG_KEY.verifier()::toString);
  }

  @BeforeEach
  final void tenantOfItsOwn() {
    tenant = "p" + TENANTS.incrementAndGet();
    SERVICES.isThere();
    people = new SomePeople(context);
    participants = new Participants(jdbc, codec);
    deliveries = Deliveries.to(context, Topics.REPORTS);
    jdbc.sql("DELETE FROM sign_in_failure").update();
  }

  /// Somebody of the test's tenant, signed in.
  protected Browser somebody(Role... roles) {
    return of(tenant, roles);
  }

  /// @param theirs null for all tenants
  protected Browser of(@Nullable String theirs, Role... roles) {
    return new Browser(port).as(people.settled(theirs, roles));
  }

  protected UserRef ada() {
    UserRef user = UserRef.of(tenant, "u-ada");
    SERVICES.knows(user, "ACTIVE", "Ada Lovelace");
    return user;
  }

  protected static String pathOf(UserRef user) {
    return "/users/%s/%s".formatted(user.tenantId(), user.userId());
  }

  /// Begun by this browser, by the pages.
  protected OffboardingId offboarded(Browser browser, UserRef user, String reason) {
    Browser.Answer answer =
        browser.post(
            pathOf(user) + "/offboarding?reason=" + reason,
            pathOf(user) + "/offboarding",
            Map.of("reason", reason, "key", UUID.randomUUID().toString()));
    return OffboardingId.parse(answer.location().replace("/offboardings/", ""));
  }

  /// So many of the test's tenant, asked for as one list; the page of the batch that they wait in.
  protected String batchOf(Browser requester, int some) {
    List<UserRef> users =
        IntStream.range(0, some)
            .mapToObj(i -> UserRef.of(tenant, "u-many-%03d".formatted(i)))
            .toList();
    users.forEach(user -> SERVICES.knows(user, "ACTIVE", "Somebody " + user.userId()));
    SERVICES.put(
        "/api/active-users?tenantId=%s&limit=1000&after=".formatted(tenant),
        users.stream()
            .map(user -> "\"" + user.userId() + "\"")
            .collect(Collectors.joining(",", "{\"userIds\":[", "]}")));
    String list =
        requester
            .post("/bulk", "/bulk/tenant", Map.of("tenant", tenant, "reason", "tenant-churn"))
            .location();
    requester.post(list, list + "/start", Map.of("confirm", tenant));
    Awaitility.await("all of the list wait in a batch")
        .pollInSameThread() // another one sees no tenant
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              Tenancy.acrossAll(
                  () -> context.getBeansOfType(Due.class).values().forEach(Due::fireDue));
              return waitingInBatches() >= some;
            });
    return "/approvals/"
        + jdbc.sql("SELECT id FROM approval_batch WHERE tenant_id = ? ORDER BY id DESC LIMIT 1")
            .param(tenant)
            .query(UUID.class)
            .single();
  }

  private long waitingInBatches() {
    return jdbc.sql(
            """
            SELECT count(*) FROM approval_batch AS b JOIN approval_batch_member AS m ON m.batch_id = b.id
            WHERE b.tenant_id = ?
            """)
        .param(tenant)
        .query(Long.class)
        .single();
  }

  /// All have completed what was announced last.
  protected void allComplete(UserRef user) {
    deliveries.deliver(participants.completeLast(user));
  }
}
