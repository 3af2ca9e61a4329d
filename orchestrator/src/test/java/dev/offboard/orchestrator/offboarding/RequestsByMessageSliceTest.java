package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.OffboardingUndoRequested;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RequestsByMessageSliceTest extends OrchestratorSlice {
  private static final Initiator HR = new Initiator("hr-system", "trigger");

  @Autowired private RequestHandler requestHandler;

  @Test
  void a_request_as_a_message_begins_an_offboarding_and_its_answer_can_be_seen() {
    UserRef user = activeUser("u1");
    deliver(requested(user, "planned-departure"));
    JsonNode answer = answerAbout(user);
    assertThat(answer.path("outcome").asString()).isEqualTo("began");
    OffboardingId id = OffboardingId.parse(answer.path("offboardingId").asString());
    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKING");
    assertThat(shown.path("history").get(0).path("by").asString()).isEqualTo("hr-system");
    assertThat(bodyOf(get("/api/requests/" + answer.path("requestId").asString())))
        .isEqualTo(answer);
  }

  @Test
  void one_that_comes_again_does_nothing_twice_and_another_for_the_same_user_joins() {
    UserRef user = activeUser("u1");
    Deliveries requests = deliver(requested(user, "planned-departure"));
    requests.redeliver();
    assertThat(participants.announced(user)).hasSize(1);
    deliver(requested(user, "planned-departure"));
    assertThat(participants.announced(user)).hasSize(1);
    assertThat(answers(user)).isEqualTo(Map.of("began", 1L, "existing", 1L));
  }

  @Test
  void killed_between_the_offboarding_and_the_answer_it_begins_nothing_twice() {
    UserRef user = activeUser("u1");
    Received message =
        new Received(
            UUID.randomUUID(),
            Topics.REQUESTS,
            0,
            0,
            "hr-system",
            requested(user, "planned-departure"));
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    tx -> {
                      requestHandler.handle(List.of(message));
                      throw new IllegalStateException("just before the commit");
                    }))
        .hasMessage("just before the commit");
    assertThat(participants.announced(user)).hasSize(1);
    assertThat(answers(user)).isEmpty();

    transactions.executeWithoutResult(tx -> requestHandler.handle(List.of(message)));
    assertThat(participants.announced(user)).hasSize(1);
    assertThat(answers(user)).isEqualTo(Map.of("began", 1L));
  }

  @Test
  void a_refusal_is_an_answer_in_the_words_of_the_api_and_delays_nobody() {
    UserRef unknown = UserRef.of(tenant, "nobody");
    UserRef user = activeUser("u1");
    Deliveries requests =
        deliver(
            requested(unknown, "planned-departure"),
            requested(user, "no-such-reason"),
            requested(user, "planned-departure"));
    assertThat(requests.deadLetters()).isEmpty();
    assertThat(answerAbout(unknown).path("outcome").asString()).isEqualTo("refused");
    assertThat(answerAbout(unknown).path("code").asString()).isEqualTo("user-unknown");
    assertThat(answers(user)).isEqualTo(Map.of("began", 1L, "refused", 1L));
  }

  @Test
  void an_undo_as_a_message_needs_the_right_user() {
    UserRef user = activeUser("u1");
    UserRef other = activeUser("u2");
    OffboardingId id = offboarded(user, "planned-departure");
    deliver(new OffboardingUndoRequested(id, other.tenantId(), other.userId(), HR));
    assertThat(answerAbout(other).path("code").asString()).isEqualTo("offboarding-unknown");
    deliver(new OffboardingUndoRequested(id, user.tenantId(), user.userId(), HR));
    assertThat(answerAbout(user).path("outcome").asString()).isEqualTo("undone");
    assertThat(stateOf(id)).isEqualTo("REINSTATING");
  }

  @Test
  void a_stronger_request_brings_the_scheduled_one_forward_and_the_opposite_is_a_conflict() {
    UserRef user = activeUser("u1");
    Map<String, Object> later = new HashMap<>(body(user, "planned-departure"));
    later.put("effectiveAt", Instant.now().plusSeconds(3600).toString());
    OffboardingId id = OffboardingId.parse(bodyOf(post(later)).path("id").asString());
    assertThat(stateOf(id)).isEqualTo("SCHEDULED");

    assertThat(post(body(user, "immediate-termination"))).hasStatus(200);
    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKING");
    assertThat(shown.path("reason").asString()).isEqualTo("immediate-termination");
    assertThat(shown.path("policy").path("name").asString()).isEqualTo("immediate-termination");
    assertThat(participants.announced(user)).hasSize(1);

    assertThat(undo(id)).hasStatus(202);
    JsonNode conflict = bodyOf(post(body(user, "immediate-termination")));
    assertThat(conflict.path("code").asString()).isEqualTo("being-reinstated");
    assertThat(conflict.path("state").asString()).isEqualTo("REINSTATING");
  }

  private Deliveries deliver(Message... messages) {
    Deliveries requests = Deliveries.to(context, Topics.REQUESTS);
    requests.deliver(messages);
    return requests;
  }

  private static OffboardingRequested requested(UserRef user, String reason) {
    return new OffboardingRequested(
        user.tenantId(), user.userId(), new ReasonCode(reason), HR, null, null);
  }

  private JsonNode answerAbout(UserRef user) {
    return bodyOf(
        get(
            "/api/requests/"
                + jdbc.sql(
                        "SELECT message_id FROM request_answer WHERE tenant_id = ? AND user_id = ?"
                            + " ORDER BY at DESC LIMIT 1")
                    .params(user.tenantId().value(), user.userId().value())
                    .query(String.class)
                    .single()));
  }

  private Map<String, Long> answers(UserRef user) {
    Map<String, Long> counts = new HashMap<>();
    jdbc.sql(
            "SELECT outcome, count(*) FROM request_answer WHERE tenant_id = ? AND user_id = ? GROUP"
                + " BY outcome")
        .params(user.tenantId().value(), user.userId().value())
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }
}
