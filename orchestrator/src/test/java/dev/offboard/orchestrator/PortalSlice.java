package dev.offboard.orchestrator;

import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.wire.MessageCodec;
import dev.offboard.orchestrator.person.SomePeople;
import dev.offboard.orchestrator.signin.Browser;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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
            java.util.Map.of("reason", reason, "key", UUID.randomUUID().toString()));
    return OffboardingId.parse(answer.location().replace("/offboardings/", ""));
  }

  /// All have completed what was announced last.
  protected void allComplete(UserRef user) {
    deliveries.deliver(participants.completeLast(user));
  }
}
