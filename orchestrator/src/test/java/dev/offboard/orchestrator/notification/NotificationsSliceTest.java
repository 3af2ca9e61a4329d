package dev.offboard.orchestrator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Participants;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// From the decision to a real mail server and a real receiver of webhooks.
class NotificationsSliceTest extends OrchestratorSlice {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static final Receiver PROGRAM = Receiver.started();

  @Autowired private Delivery delivery;
  @Autowired private Notifications notifications;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    MAIL.start();
    properties.add("spring.mail.host", () -> "127.0.0.1");
    properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    properties.add("offboard.notifications.from", () -> "offboard@example.com");
    properties.add("offboard.notifications.portal-url", () -> "https://offboard.example.com");
    properties.add("offboard.notifications.allow-loopback", () -> "true");
    properties.add("offboard.notifications.attempts", () -> "2");
    properties.add("offboard.notifications.most-at-once", () -> "3");
    properties.add("offboard.notifications.mail-to.hr.addresses", () -> "hr@example.com");
    properties.add("offboard.notifications.mail-to.hr.about.reasons", () -> "planned-departure");
    properties.add("offboard.notifications.mail-to.approvers.addresses", () -> "yes@example.com");
    properties.add(
        "offboard.notifications.mail-to.approvers.about.occasions", () -> "approval-needed");
    properties.add("offboard.notifications.owners.operator", () -> "on-call@example.com");
    properties.add("offboard.notifications.webhooks.desk.url", PROGRAM::url);
    properties.add("offboard.notifications.webhooks.desk.secret", () -> SECRET);
    properties.add("offboard.notifications.webhooks.desk.about.reasons", () -> "contract-end");
  }

  @AfterAll
  static void stop() {
    MAIL.stop();
    PROGRAM.close();
  }

  @BeforeEach
  void forget() throws Exception {
    jdbc.sql("DELETE FROM notification").update();
    MAIL.purgeEmailFromAllMailboxes();
    PROGRAM.taken.clear();
    PROGRAM.status = 200;
  }

  @Test
  void those_whom_the_settings_name_hear_of_the_start() throws Exception {
    OffboardingId id = offboarded(leaver("u1"), "planned-departure");

    delivery.deliverDue();

    MimeMessage mail = onlyMailTo("hr@example.com");
    assertThat(mail.getSubject()).isEqualTo("Offboarding of Ada Leaver has started");
    assertThat(mail.getContent().toString())
        .contains("https://offboard.example.com/offboardings/" + id);
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(told(id).toString()).contains("GROUP:hr", "SENT").doesNotContain("@example.com");
  }

  @Test
  void an_approver_hears_that_an_approval_is_needed() throws Exception {
    offboarded(leaver("u1"), "approved-departure");

    delivery.deliverDue();

    assertThat(onlyMailTo("yes@example.com").getSubject()).startsWith("Approval needed");
  }

  @Test
  void who_asked_is_told_where_they_get_mail() throws Exception {
    String token = TestTokens.jwtOf("ada", TestTokens.ALL_TENANTS, Role.REQUESTER);
    assertThat(postAs(token, "/api/offboardings", body(leaver("u1"), "tenant-churn")))
        .hasStatus(202);
    String requester = jdbc.sql("SELECT recipient FROM notification").query(String.class).single();
    jdbc.sql(
            """
            INSERT INTO person (id, subject, sign_in_name, roles, must_change, created_by)
            VALUES (?, ?, 'ada@example.com', '{requester}', false, 'tests')
            """)
        .params(UUID.randomUUID(), requester.substring("REQUESTER:".length()))
        .update();

    delivery.deliverDue();

    assertThat(onlyMailTo("ada@example.com").getSubject()).contains("has started");
  }

  @Test
  void who_asked_is_told_at_the_address_that_the_directory_has() throws Exception {
    UserRef requester = activeUser("hr-1");
    IDENTITY_SERVICE.tells(requester, "Grace", "grace@example.com");
    String token = TestTokens.jwtOf("grace", TestTokens.ALL_TENANTS, Role.REQUESTER);
    assertThat(postAs(token, "/api/offboardings", body(leaver("u1"), "tenant-churn")))
        .hasStatus(202);
    String recipient = jdbc.sql("SELECT recipient FROM notification").query(String.class).single();
    jdbc.sql(
            """
            INSERT INTO person (id, subject, sign_in_name, roles, must_change, created_by, user_tenant_id, user_id)
            VALUES (?, ?, 'g', '{requester}', false, 'tests', ?, ?)
            """)
        .params(
            UUID.randomUUID(),
            recipient.substring("REQUESTER:".length()),
            requester.tenantId().value(),
            requester.userId().value())
        .update();

    delivery.deliverDue();

    assertThat(onlyMailTo("grace@example.com").getSubject()).contains("Ada Leaver");
  }

  @Test
  void nobody_is_mailed_whose_address_nobody_knows() {
    OffboardingId id = offboarded(leaver("u1"), "tenant-churn");

    delivery.deliverDue();

    assertThat(told(id).path(0).path("state").asString()).isEqualTo("NOBODY");
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_program_is_told_by_a_signed_webhook() throws Exception {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "contract-end");

    delivery.deliverDue();

    Receiver.Taken taken = PROGRAM.taken.getFirst();
    new Webhook(SECRET).verify(taken.body(), taken.headers());
    JsonNode message = json.readTree(taken.body());
    assertThat(message.path("type").asString()).isEqualTo("offboarding.started");
    assertThat(message.path("data").path("offboardingId").asString()).isEqualTo(id.toString());
    assertThat(message.path("data").path("userId").asString()).isEqualTo(user.userId().value());
  }

  @Test
  void what_can_not_be_sent_is_tried_again_under_the_same_id_and_then_given_up() {
    PROGRAM.status = 500;
    OffboardingId id = offboarded(leaver("u1"), "contract-end");

    delivery.deliverDue();
    assertThat(webhookOf(id).path("state").asString()).isEqualTo("WAITING");
    assertThat(webhookOf(id).path("lastError").asString()).isEqualTo("the webhook answers 500");
    assertThat(delivery.deliverDue()).as("not before its time").isZero();
    makeDue();
    delivery.deliverDue();

    assertThat(webhookOf(id).path("state").asString()).isEqualTo("DEAD");
    assertThat(PROGRAM.taken)
        .hasSize(2)
        .extracting(taken -> taken.headers().get("webhook-id"))
        .containsOnly(PROGRAM.taken.getFirst().headers().get("webhook-id"));
  }

  @Test
  void a_mail_server_that_is_away_delays_and_loses_nothing() throws Exception {
    OffboardingId id = offboarded(leaver("u1"), "planned-departure");
    MAIL.stop();
    delivery.deliverDue();
    assertThat(told(id).toString()).contains("WAITING", "MailSendException");

    MAIL.start();
    makeDue();
    delivery.deliverDue();

    assertThat(onlyMailTo("hr@example.com").getMessageID()).endsWith("@offboard>");
  }

  @Test
  void more_than_a_few_become_one() throws Exception {
    for (int i = 0; i < 6; i++) {
      offboarded(leaver("u" + i), "planned-departure");
    }
    delivery.deliverDue();
    assertThat(mailsTo("hr@example.com")).hasSize(3);

    makeDue();
    delivery.deliverDue();

    assertThat(mailsTo("hr@example.com")).hasSize(4);
    assertThat(mailsTo("hr@example.com").getLast().getSubject())
        .isEqualTo("3 messages about offboardings");
  }

  @Test
  void what_was_told_of_somebody_is_forgotten_when_they_are_erased() {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "erasure-request");
    delivery.deliverDue();
    assertThat(told(id)).isNotEmpty();

    for (int i = 0; i < 3; i++) {
      deliveries.deliver(participants.completeLast(user));
    }

    assertThat(stateOf(id)).isIn("SEALING", "COMPLETED");
    assertThat(told(id).toString()).doesNotContain("\"started\"");
  }

  @Test
  void an_offboarding_that_completes_is_told_of_at_its_start_and_its_end() {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "erasure-request");

    for (int i = 0; i < 6 && !stateOf(id).equals("COMPLETED"); i++) {
      deliveries.deliver(participants.completeLast(user));
    }

    assertThat(occasionsOf(id)).containsExactly("COMPLETED", "STARTED");
  }

  @Test
  void an_undo_is_told_when_everything_is_restored() {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    revoked(user);
    assertThat(undo(id)).hasStatus(202);
    assertThat(occasionsOf(id)).containsExactly("STARTED");

    deliveries.deliver(participants.completeLast(user));

    assertThat(occasionsOf(id)).containsExactly("STARTED", "UNDONE");
  }

  @Test
  void a_late_revocation_is_told_once() {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "tenant-churn");
    jdbc.sql("UPDATE offboarding SET respond_by = now() - interval '1 minute' WHERE id = ?::uuid")
        .param(id.toString())
        .update();

    for (ParticipantName one : List.of(ParticipantName.SESSION, ParticipantName.IDENTITY)) {
      deliveries.deliver(
          Participants.of(one, Participants.completed(participants.lastAnnounced(user))));
    }

    assertThat(
            jdbc.sql("SELECT recipient FROM notification WHERE occasion = 'LATE'")
                .query(String.class)
                .list())
        .hasSize(1);
    // past the deadline somebody has to look, too
    assertThat(occasionsOf(id)).containsExactly("ATTENTION_NEEDED", "LATE", "STARTED");
  }

  @Test
  void whoever_has_to_look_is_told_that_an_offboarding_needs_them() throws Exception {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "tenant-churn");
    deliveries.deliver(
        Participants.of(
            ParticipantName.ENTITLEMENT, Participants.refused(participants.lastAnnounced(user))));

    delivery.deliverDue();

    assertThat(occasionsOf(id)).containsExactly("ATTENTION_NEEDED", "STARTED");
    assertThat(onlyMailTo("on-call@example.com").getSubject())
        .isEqualTo("Needs you: offboarding of Ada Leaver");
  }

  @Test
  void nobody_hears_of_what_was_rolled_back() {
    UserRef user = leaver("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    jdbc.sql("DELETE FROM notification").update();

    transactions.executeWithoutResult(
        tx -> {
          notifications.write(
              List.of(
                  new Notice(
                      id,
                      user,
                      new ReasonCode("planned-departure"),
                      "x",
                      Occasion.LATE,
                      "",
                      null)));
          tx.setRollbackOnly();
        });

    assertThat(occasionsOf(id)).isEmpty();
  }

  @Test
  void only_the_tenant_of_the_caller_is_shown() {
    OffboardingId id = offboarded(leaver("u1"), "planned-departure");
    String other = TestTokens.jwtOf("eve", "another-tenant", Role.OPERATOR);

    assertThat(bodyOf(getAs(other, "/api/notifications?offboardingId=" + id)).toString())
        .isEqualTo("{\"notifications\":[]}");
    assertRefused(get("/api/notifications?limit=0"), 400, "invalid-value");
  }

  /// The same after a restart of the server.
  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> occasionsOf(OffboardingId id) {
    return jdbc.sql(
            "SELECT DISTINCT occasion FROM notification WHERE offboarding_id = ?::uuid ORDER BY 1")
        .param(id.toString())
        .query(String.class)
        .list();
  }

  private UserRef leaver(String id) {
    UserRef user = activeUser(id);
    IDENTITY_SERVICE.tells(user, "Ada Leaver", "ada.leaver@example.com");
    return user;
  }

  /// A pause is over.
  private void makeDue() {
    jdbc.sql("UPDATE notification SET due_at = now() - interval '1 second' WHERE state = 'WAITING'")
        .update();
  }

  private JsonNode told(OffboardingId id) {
    return bodyOf(get("/api/notifications?offboardingId=" + id)).path("notifications");
  }

  private JsonNode webhookOf(OffboardingId id) {
    return told(id)
        .valueStream()
        .filter(it -> it.path("channel").asString().equals("WEBHOOK"))
        .findFirst()
        .orElseThrow();
  }

  private static MimeMessage onlyMailTo(String address) throws Exception {
    assertThat(mailsTo(address)).hasSize(1);
    return mailsTo(address).getFirst();
  }

  private static List<MimeMessage> mailsTo(String address) throws Exception {
    List<MimeMessage> mails = new CopyOnWriteArrayList<>();
    for (MimeMessage mail : MAIL.getReceivedMessages()) {
      if (Arrays.toString(mail.getAllRecipients()).contains(address)) {
        mails.add(mail);
      }
    }
    return mails;
  }

  /// Takes what it is sent, and answers as told.
  private static final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    record Taken(String body, HttpHeaders sent) {
      Map<String, List<String>> headers() {
        return sent.map();
      }
    }

    private Receiver(HttpServer server) {
      this.server = server;
    }

    static Receiver started() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Receiver receiver = new Receiver(server);
        server.createContext(
            "/hook",
            exchange -> {
              try (exchange) {
                String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                receiver.taken.add(
                    new Taken(
                        body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true)));
                exchange.sendResponseHeaders(receiver.status, -1);
              }
            });
        server.start();
        return receiver;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String url() {
      return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
