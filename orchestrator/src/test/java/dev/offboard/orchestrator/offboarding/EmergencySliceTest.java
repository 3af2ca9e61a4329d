package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class EmergencySliceTest extends OrchestratorSlice {
  private static final String EMERGENCY = "immediate-termination";

  @Autowired private Offboardings offboardings;
  @Autowired private DueStarts dueStarts;

  /// Timers are everybody's: those of other tests don't count.
  @AfterEach
  void stopAllTimers() {
    jdbc.sql("UPDATE offboarding SET wake_at = NULL").update();
  }

  @Test
  void an_emergency_is_announced_on_a_topic_of_its_own_and_reported_on_one() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, EMERGENCY);
    assertThat(shown(id).path("priority").asString()).isEqualTo("URGENT");
    Deliveries reports = Deliveries.to(context, Topics.REPORTS_URGENT);

    reports.deliver(participants.completeLast(user));
    reports.deliver(participants.completeLast(user));

    assertThat(stateOf(id)).isEqualTo("REVOKED");
    assertThat(topicsOf(user)).containsOnly(Topics.LIFECYCLE_URGENT);
  }

  @Test
  void nobody_elses_announcement_is_urgent() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    revoked(user);

    assertThat(shown(id).path("priority").asString()).isEqualTo("NORMAL");
    assertThat(topicsOf(user)).containsOnly(Topics.LIFECYCLE);
  }

  @Test
  void somebody_in_a_backlog_is_announced_past_it_when_it_becomes_an_emergency() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    StepReports[] late = participants.completeLast(user);

    assertThat(post(body(user, EMERGENCY))).hasStatus(200);

    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKING");
    assertThat(shown.path("reason").asString()).isEqualTo(EMERGENCY);
    assertThat(shown.path("priority").asString()).isEqualTo("URGENT");
    assertThat(shown.path("history")).hasSize(2);
    assertThat(topicsOf(user)).containsExactly(Topics.LIFECYCLE, Topics.LIFECYCLE_URGENT);
    assertThat(participants.lastAnnounced(user))
        .isInstanceOfSatisfying(
            UserDeprovisioned.class,
            again -> {
              assertThat(again.attempt()).isEqualTo(2);
              assertThat(again.priority()).isEqualTo(Priority.URGENT);
            });
    deliveries.deliver(late);
    assertThat(stateOf(id)).as("the backlog's answers come too late").isEqualTo("REVOKING");
    revoked(user);
    assertThat(stateOf(id)).isEqualTo("REVOKED");
  }

  @Test
  void asked_for_twice_it_is_announced_once() {
    UserRef user = activeUser("u1");
    offboarded(user, "planned-departure");
    assertThat(post(body(user, EMERGENCY))).hasStatus(200);
    assertThat(post(body(user, EMERGENCY))).hasStatus(200);

    assertThat(topicsOf(user)).hasSize(2);
  }

  @Test
  void its_timer_fires_before_the_longer_due_ones_of_others() {
    OffboardingId first = offboarded(activeUser("u1"), "planned-departure");
    OffboardingId second = offboarded(activeUser("u2"), "planned-departure");
    OffboardingId emergency = offboarded(activeUser("u3"), EMERGENCY);
    due(first, 300);
    due(second, 200);
    due(emergency, 1);

    List<OffboardingId> locked = transactions.execute(tx -> offboardings.lockDue(1)).ids();

    assertThat(locked).containsExactly(emergency, first);
    assertThat(offboardings.findDue(1)).containsExactly(emergency);
  }

  @Test
  void its_start_comes_before_the_longer_due_ones_of_others() {
    OffboardingId first = scheduled("u1", "planned-departure");
    OffboardingId second = scheduled("u2", "planned-departure");
    OffboardingId emergency = scheduled("u3", EMERGENCY);
    due(first, 300);
    due(second, 200);
    due(emergency, 1);

    assertThat(dueStarts.find(1))
        .extracting(offboarding -> offboarding.id())
        .containsExactly(emergency, first);
  }

  @Test
  void an_emergency_as_a_message_has_a_topic_of_its_own() {
    UserRef user = activeUser("u1");
    Deliveries.to(context, Topics.REQUESTS_URGENT)
        .deliver(
            new OffboardingRequested(
                user.tenantId(),
                user.userId(),
                new ReasonCode(EMERGENCY),
                new Initiator("siem", "trigger"),
                null,
                null));

    assertThat(topicsOf(user)).containsExactly(Topics.LIFECYCLE_URGENT);
  }

  private OffboardingId scheduled(String user, String reason) {
    Map<String, Object> body = new HashMap<>(body(activeUser(user), reason));
    body.put("effectiveAt", Instant.now().plusSeconds(3600).toString());
    return OffboardingId.parse(bodyOf(post(body)).path("id").asString());
  }

  private void due(OffboardingId id, int secondsAgo) {
    jdbc.sql("UPDATE offboarding SET wake_at = now() - make_interval(secs => ?) WHERE id = ?")
        .params(secondsAgo, id.value())
        .update();
  }

  private List<String> topicsOf(UserRef user) {
    return jdbc.sql("SELECT aggregatetype FROM outbox WHERE aggregateid = ? ORDER BY id")
        .param(user.key())
        .query(String.class)
        .list();
  }
}
