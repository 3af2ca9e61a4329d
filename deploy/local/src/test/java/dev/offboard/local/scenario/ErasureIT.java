package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.Role;
import dev.offboard.local.json.Json;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A user of whom everything that can be personal is made of words that occur nowhere else.
@OnPlatform
class ErasureIT {
  private static final Role DOORS = new Role("doors", "badge");
  private static final String NOTE = "Zq7note-Request";
  private static final String UNDO_NOTE = "Zq7note-Undo";
  private static final String LAST_NOTE = "Zq7note-Last";
  private static final String TASK_NOTE = "Zq7task-Note";
  private static final String TASK_PROOF = "Zq7task-Proof";
  private static final String USER_NAME = "zq7user-name";
  private static final String DISPLAY_NAME = "Zq7Display Name";
  private static final String MAIL = "zq7mail@example.org";
  private static final String EXTERNAL_ID = "Zq7External-Id";
  private static final String DEVICE = "Zq7Device Label";
  private static final String KEY_LABEL = "Zq7Key Label";
  private static final String WRONG_PLACE = "Zq7wrong-Place";
  private static final List<String> NOTES = List.of(NOTE, UNDO_NOTE, LAST_NOTE);
  private static final List<String> PROFILE =
      List.of(USER_NAME, DISPLAY_NAME, MAIL, EXTERNAL_ID, DEVICE, KEY_LABEL, TASK_NOTE, TASK_PROOF);

  private final Stage stage;
  private final HttpClient http = HttpClient.newHttpClient();

  ErasureIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void who_was_erased_can_be_read_of_nowhere_and_every_proof_still_verifies() throws Exception {
    UserRef ada = somebody();
    OffboardingId undone = offboard(ada, Stage.PLANNED, NOTE);
    stage.await("revoked", undone, it -> it.state() == REVOKED);
    stage.services().offboardings().undo(undone, UNDO_NOTE);
    stage.await("reinstated", undone, it -> it.state() == REINSTATED);
    looksAfterDoors(ada);
    OffboardingId last = offboard(ada, Stage.ERASURE, LAST_NOTE);
    stage.await("the task is open", () -> openTask(ada, "revoke").isPresent());
    // with it, what was revoked would be erased before anybody has looked
    stage.hold("orchestrator");
    try {
      completeTask(ada, "revoke");
      assertThat(new Traces(stage, List.of(TASK_NOTE)).inTables())
          .contains("table entitlement.task");
    } finally {
      stage.release("orchestrator");
    }
    stage.await("the erasure waits for the doors", () -> openTask(ada, "erase").isPresent());

    assertThat(new Traces(stage, NOTES).found()).as("never in the clear").isEmpty();
    assertThat(new Traces(stage, List.of(ada.key())).inTopics())
        .as("topics are searched")
        .contains("topic offboarding.lifecycle");
    assertThat(new Traces(stage, List.of("checkpoints are verified with")).inFiles())
        .as("files are searched")
        .contains("file logs/audit.log");
    stage.await(
        "everybody else has erased the profile",
        () -> new Traces(stage, PROFILE).inTables().isEmpty());
    assertThat(notes(undone)).containsExactly("READABLE " + NOTE, "READABLE " + UNDO_NOTE);
    assertThat(notes(last)).containsExactly("READABLE " + LAST_NOTE);
    String certificate = certificateOf(undone);
    SignedCheckpoint kept = SignedCheckpoint.parse(checkpoint());

    completeTask(ada, "erase");
    stage.await("completed", last, it -> it.state() == COMPLETED);

    assertThat(everything().found()).isEmpty();
    assertThat(notes(undone)).containsExactly("ERASED ", "ERASED ");
    assertThat(notes(last)).containsExactly("ERASED ");
    assertThat(verdictOn(certificate)).isEqualTo(Verdict.Outcome.VERIFIED);
    assertThat(verdictOn(certificateOf(undone))).isEqualTo(Verdict.Outcome.VERIFIED);
    assertThat(verdictOn(certificateOf(last))).isEqualTo(Verdict.Outcome.VERIFIED);
    assertThat(LogVerifier.verify(stage.services().audit().log(), trust().keeping(kept)).refuted())
        .isEmpty();
  }

  /// With proof that the search finds what is there to be found.
  private UserRef somebody() throws Exception {
    UserRef ada = stage.companyOf("it-erasure", 2).getFirst();
    stage
        .services()
        .identity()
        .putUsers(
            ada.tenantId(),
            List.of(
                new NewUser(
                    ada.userId().value(), USER_NAME, "employee", DISPLAY_NAME, MAIL, EXTERNAL_ID)));
    stage.services().identity().setPassword(ada, Stage.PASSWORD);
    String user = "/api/tenants/%s/users/%s".formatted(ada.tenantId(), ada.userId());
    send("POST", Service.IDENTITY, user + "/api-keys", Map.of("label", KEY_LABEL));
    send("POST", Service.SESSION, user + "/sessions", Map.of("device", DEVICE));
    assertThat(new Traces(stage, List.of(USER_NAME)).inTables()).contains("table identity.account");
    assertThat(new Traces(stage, List.of(MAIL.toUpperCase(Locale.ROOT))).inTables())
        .contains("table identity.account");
    assertThat(new Traces(stage, List.of(DEVICE)).inTables()).contains("table session.session");
    assertThat(new Traces(stage, List.of(KEY_LABEL)).inTables()).contains("table identity.api_key");
    mistakes(ada);
    return ada;
  }

  /// What is refused must not end up in a log.
  private void mistakes(UserRef ada) throws Exception {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("tenantId", ada.tenantId().value(), "userId", WRONG_PLACE + " " + MAIL),
            Map.of("tenantId", WRONG_PLACE + "@", "note", NOTE),
            Map.of(WRONG_PLACE, NOTE))) {
      assertThat(send("POST", Service.ORCHESTRATOR, "/api/offboardings", wrong).statusCode())
          .isEqualTo(400);
    }
    stage.services().identity().signIn(ada.tenantId(), USER_NAME, WRONG_PLACE);
    // the unique index refuses it, and PostgreSQL says so in its log
    stage
        .services()
        .identity()
        .putUsers(
            ada.tenantId(),
            List.of(new NewUser("u2", USER_NAME, "employee", DISPLAY_NAME, MAIL, null)));
  }

  private void looksAfterDoors(UserRef ada) throws Exception {
    stage
        .services()
        .entitlement()
        .putApplication(
            ada.tenantId(), DOORS.applicationId(), new TreeSet<>(List.of(DOORS.role())));
    HttpResponse<String> connected =
        send(
            "PUT",
            Service.ENTITLEMENT,
            "/api/tenants/%s/applications/%s/connection"
                .formatted(ada.tenantId(), DOORS.applicationId()),
            Map.of("method", "manual", "owner", "facility"));
    assertThat(connected.statusCode()).as(connected.body()).isBetween(200, 201);
    stage
        .services()
        .entitlement()
        .putGrants(ada.tenantId(), List.of(NewGrant.of(ada.userId(), DOORS)));
  }

  private OffboardingId offboard(UserRef user, ReasonCode reason, String note) {
    return stage
        .services()
        .offboardings()
        .request(new OffboardingRequest(user, reason, Optional.empty(), Optional.of(note)))
        .id();
  }

  private void completeTask(UserRef user, String phase) throws Exception {
    stage.await("the task is open", () -> openTask(user, phase).isPresent());
    HttpResponse<String> done =
        send(
            "POST",
            Service.ENTITLEMENT,
            "/api/tasks/%s/completion".formatted(openTask(user, phase).orElseThrow()),
            Map.of("note", TASK_NOTE, "evidence", TASK_PROOF));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
  }

  private Optional<String> openTask(UserRef user, String phase) throws Exception {
    HttpResponse<String> tasks =
        send("GET", Service.ENTITLEMENT, "/api/tasks?tenantId=" + user.tenantId(), Map.of());
    for (JsonNode task : Json.tree(tasks.body()).path("tasks")) {
      if (task.path("phase").asText().equals(phase) && task.path("state").asText().equals("open")) {
        return Optional.of(task.path("taskId").asText());
      }
    }
    return Optional.empty();
  }

  /// Status and text of each note in the history.
  private List<String> notes(OffboardingId id) {
    return stage.services().offboardings().json(id).path("history").findParents("status").stream()
        .map(note -> note.path("status").asText() + " " + note.path("text").asText())
        .toList();
  }

  private Traces everything() {
    SortedSet<String> all = new TreeSet<>(NOTES);
    all.addAll(PROFILE);
    all.add(WRONG_PLACE);
    return new Traces(stage, List.copyOf(all));
  }

  /// The log's entries arrive a moment after the end.
  private String certificateOf(OffboardingId id) {
    return stage.awaitAnswer(
        "its certificate", () -> stage.services().offboardings().certificate(id));
  }

  private String checkpoint() throws Exception {
    return send("GET", Service.AUDIT, "/checkpoint", Map.of()).body();
  }

  private Trust trust() {
    return Trust.in(stage.installation().auditKey());
  }

  private Verdict.Outcome verdictOn(String certificate) {
    Verdict verdict =
        ProofVerifier.verify(
            certificate.getBytes(StandardCharsets.UTF_8),
            Optional.empty(),
            trust(),
            History.none());
    assertThat(verdict.refuted()).isEmpty();
    return verdict.outcome();
  }

  private HttpResponse<String> send(
      String method, Service service, String path, Map<String, ?> body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stage.coordinates().url(service) + path))
            .header("Authorization", "Bearer " + stage.coordinates().token())
            .header("Content-Type", "application/json");
    return http.send(
        request
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.line(body)))
            .build(),
        BodyHandlers.ofString());
  }
}
