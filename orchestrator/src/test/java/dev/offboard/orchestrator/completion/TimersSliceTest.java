package dev.offboard.orchestrator.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Participants;
import dev.offboard.orchestrator.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TimersSliceTest extends OrchestratorSlice {
  @Autowired private Timers timers;
  @Autowired private Starts starts;

  /// Timers are everybody's: those of other tests don't count.
  @BeforeEach
  @AfterEach
  void stopAllTimers() {
    jdbc.sql("UPDATE offboarding SET wake_at = NULL").update();
  }

  @Test
  void what_nobody_approves_in_time_is_cancelled() {
    UserRef user = activeUser("u20");
    OffboardingId id = offboarded(user, "approved-departure");
    jdbc.sql(
            """
            UPDATE offboarding SET wake_at = now() - interval '1 second',
              approvals = jsonb_set(approvals, '{until}', to_jsonb('2026-01-01T00:00:00Z'::text))
            WHERE id = ?
            """)
        .param(id.value())
        .update();

    assertThat(timers.fireDue()).isEqualTo(1);

    assertThat(stateOf(id)).isEqualTo("CANCELLED");
    assertThat(shown(id).path("history").get(1).path("by").asString()).isEqualTo("orchestrator");
    assertThat(participants.announced(user)).isEmpty();
    assertRefused(approve(approver("boss-1"), id), 409, "not-awaiting-approval");
  }

  @Test
  void who_is_silent_is_announced_to_again_alone() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    StepReports[] all = participants.completeLast(user);
    deliveries.deliver(all[0], all[1], all[2]);
    letTimePass(id, 3600);

    assertThat(timers.fireDue()).isEqualTo(1);
    PhaseAnnouncement again = participants.lastAnnounced(user);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.participants()).containsExactly(all[3].participant());
    assertThat(timers.fireDue()).as("nothing is due any more").isZero();
  }

  @Test
  void under_a_backlog_nobody_counts_as_silent_too_soon() {
    UserRef slow = activeUser("slow");
    OffboardingId slowId = offboarded(slow, "planned-departure");
    UserRef waiting = activeUser("waiting");
    OffboardingId waitingId = offboarded(waiting, "planned-departure");
    letTimePass(slowId, 40);
    deliveries.deliver(participants.completeLast(slow)); // answered after 40 s
    letTimePass(waitingId, 40);

    timers.fireDue();
    assertThat(participants.announced(waiting)).as("80 s are still to be waited").hasSize(1);
    letTimePass(waitingId, 60);
    timers.fireDue();
    assertThat(participants.announced(waiting)).hasSize(2);
  }

  @Test
  void a_scheduled_offboarding_starts_at_its_time() {
    UserRef user = activeUser("u1");
    Map<String, Object> body = new HashMap<>(body(user, "planned-departure"));
    body.put("effectiveAt", Instant.now().plusSeconds(3600).toString());
    OffboardingId id = OffboardingId.parse(bodyOf(post(body)).path("id").asString());
    assertThat(timers.fireDue()).isZero();
    jdbc.sql(
            "UPDATE offboarding SET effective_at = effective_at - interval '1 hour', wake_at ="
                + " wake_at - interval '1 hour' WHERE id = ?")
        .param(id.value())
        .update();

    assertThat(timers.fireDue()).isZero();
    assertThat(starts.fireDue()).isEqualTo(1);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(participants.announced(user)).hasSize(1);
    assertThat(shown(id).path("history").get(1).path("why").asString())
        .contains("nothing has changed since it was requested");
  }

  @Test
  void the_end_of_the_grace_period_erases() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    revoked(user);
    jdbc.sql("UPDATE offboarding SET wake_at = now() WHERE id = ?").param(id.value()).update();
    timers.fireDue();
    assertThat(stateOf(id)).as("a timer that fires too early erases nothing").isEqualTo("REVOKED");
    jdbc.sql(
            "UPDATE offboarding SET revoked_at = revoked_at - interval '14 days', wake_at = now()"
                + " WHERE id = ?")
        .param(id.value())
        .update();

    timers.fireDue();
    assertThat(stateOf(id)).isEqualTo("ERASING");
    assertThat(participants.lastAnnounced(user)).isInstanceOf(UserErased.class);
  }

  @Test
  void two_pollers_fire_every_timer_once() throws Exception {
    List<UserRef> users = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UserRef user = activeUser("u" + i);
      users.add(user);
      letTimePass(offboarded(user, "planned-departure"), 3600);
    }

    List<Integer> fired = Together.run(List.of(timers::fireDue, timers::fireDue, timers::fireDue));

    assertThat(fired.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
    assertThat(users)
        .allSatisfy(
            user -> {
              assertThat(participants.announced(user)).hasSize(2);
              assertThat(participants.lastAnnounced(user).attempt()).isEqualTo(2);
            });
  }

  @Test
  void a_timer_that_cannot_fire_delays_no_other() {
    UserRef broken = activeUser("broken");
    UserRef healthy = activeUser("healthy");
    OffboardingId brokenId = offboarded(broken, "planned-departure");
    letTimePass(brokenId, 7200);
    letTimePass(offboarded(healthy, "planned-departure"), 3600);
    // an epoch no version ever wrote
    jdbc.sql("UPDATE offboarding SET epoch = 0 WHERE id = ?").param(brokenId.value()).update();

    timers.fireDue();
    assertThat(participants.announced(healthy)).hasSize(2);
    assertThat(participants.announced(broken)).hasSize(1);
    assertThat(timers.fireDue()).as("it is put off").isZero();
    jdbc.sql("UPDATE offboarding SET epoch = 1, wake_at = now() WHERE id = ?")
        .param(brokenId.value())
        .update();
    timers.fireDue();
    assertThat(participants.announced(broken)).as("it heals").hasSize(2);
  }

  @Test
  void what_a_newer_version_wrote_is_left_alone() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    letTimePass(id, 3600);
    jdbc.sql("UPDATE offboarding SET definition_version = 2 WHERE id = ?")
        .param(id.value())
        .update();
    assertThat(timers.fireDue()).isZero();
    assertThat(stateOf(id)).isEqualTo("UNKNOWN");
  }

  @Test
  void failing_until_a_person_looks_and_healing_by_itself() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    StepReports[] all = participants.completeLast(user);
    deliveries.deliver(all[0], all[1], all[2]);
    ParticipantName last = all[3].participant();
    for (int failures = 1; failures <= 5; failures++) {
      assertThat(shown(id).path("needsAttention").asBoolean()).isFalse();
      deliveries.deliver(
          Participants.of(
              last, Participants.failed(participants.lastAnnounced(user), "try again")));
      letTimePass(id, 60);
      timers.fireDue();
    }
    assertThat(shown(id).path("attention").path("reason").asString())
        .contains("failed to revoke 5 times in a row");

    revoked(user);
    assertThat(shown(id).path("needsAttention").asBoolean()).isFalse();
    assertThat(stateOf(id)).isEqualTo("REVOKED");
  }

  /// The database's clock can't be set, so everything happened earlier instead.
  private void letTimePass(OffboardingId id, int seconds) {
    jdbc.sql("UPDATE offboarding SET wake_at = wake_at - make_interval(secs => ?) WHERE id = ?")
        .params(seconds, id.value())
        .update();
    jdbc.sql(
            """
            UPDATE step SET announced_at = announced_at - make_interval(secs => :s),
              due_at = due_at - make_interval(secs => :s)
            WHERE offboarding_id = :id
            """)
        .param("s", seconds)
        .param("id", id.value())
        .update();
  }
}
