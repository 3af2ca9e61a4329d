package dev.offboard.orchestrator.completion;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.offboard.contracts.OffboardingCompleted;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Participants;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReportsSliceTest extends OrchestratorSlice {
  @Autowired private MeterRegistry metrics;

  @Test
  void reports_carry_an_offboarding_from_request_to_completed() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "erasure-request");
    for (int phase = 0; phase < 4; phase++) {
      deliveries.deliver(participants.completeLast(user));
    }

    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("COMPLETED");
    assertThat(shown.has("revokedAt")).isTrue();
    assertThat(shown.has("completedAt")).isTrue();
    assertThat(shown.path("history"))
        .extracting(change -> change.path("state").asString())
        .containsExactly("REVOKING", "VERIFYING", "REVOKED", "ERASING", "SEALING", "COMPLETED");
    assertThat(shown.path("steps"))
        .hasSize(13)
        .allMatch(step -> "COMPLETED".equals(step.path("state").asString()))
        .filteredOn(step -> !"verify".equals(step.path("phase").asString()))
        .allMatch(step -> step.path("evidence").path("sessions").asInt() == 2);
    assertThat(participants.announced(user))
        .extracting(Object::getClass)
        .containsExactly(
            UserDeprovisioned.class,
            ResidualAccessQueried.class,
            UserErased.class,
            OffboardingConcluded.class,
            OffboardingCompleted.class);
    assertThat(participants.changes(user))
        .extracting(StateChange::to)
        .containsExactly(
            OffboardingState.REVOKING,
            OffboardingState.VERIFYING,
            OffboardingState.REVOKED,
            OffboardingState.ERASING,
            OffboardingState.SEALING,
            OffboardingState.COMPLETED);
  }

  @Test
  void a_redelivered_report_changes_nothing() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    deliveries.deliver(participants.completeLast(user));
    JsonNode before = shown(id);
    deliveries.redeliver();
    assertThat(shown(id)).isEqualTo(before);

    // the same facts under new message ids, as a re-announcement causes
    StepReports[] verified = participants.completeLast(user);
    deliveries.deliver(verified);
    before = shown(id);
    double ignored = ignored("already-answered");
    deliveries.deliver(verified);
    assertThat(shown(id)).isEqualTo(before);
    assertThat(ignored("already-answered")).isEqualTo(ignored + 4);
  }

  @Test
  void reports_of_one_batch_about_many_offboardings_are_all_counted() {
    List<OffboardingId> ids = new ArrayList<>();
    List<StepReports> batch = new ArrayList<>();
    List<UserRef> users = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      UserRef user = activeUser("u" + i);
      users.add(user);
      ids.add(offboarded(user, "planned-departure"));
      batch.addAll(List.of(participants.completeLast(user)));
    }
    java.util.Collections.shuffle(batch, new java.util.Random(7));
    deliveries.deliver(batch.toArray(StepReports[]::new));
    deliveries.deliver(
        users.stream()
            .flatMap(user -> Stream.of(participants.completeLast(user)))
            .toArray(StepReports[]::new));

    assertThat(ids).allMatch(id -> "REVOKED".equals(stateOf(id)));
    assertThat(deliveries.deadLetters()).isEmpty();
  }

  @Test
  void a_poison_report_delays_nobody_and_is_set_aside_alone() {
    UserRef healthy = activeUser("healthy");
    UserRef poisoned = activeUser("poisoned");
    OffboardingId healthyId = offboarded(healthy, "planned-departure");
    OffboardingId poisonedId = offboarded(poisoned, "planned-departure");
    PhaseAnnouncement toPoisoned = participants.lastAnnounced(poisoned);
    PhaseAnnouncement toHealthy = participants.lastAnnounced(healthy);
    // no database text can hold U+0000
    StepReports mixed =
        Participants.of(
            ParticipantName.IDENTITY,
            Participants.failed(toPoisoned, "poison \0"),
            Participants.completed(toHealthy));
    StepReports[] others = participants.completeLast(healthy);

    deliveries.deliver(mixed, others[0], others[1], others[2], others[3]);

    assertThat(stateOf(healthyId)).isEqualTo("VERIFYING");
    assertThat(stateOf(poisonedId)).isEqualTo("REVOKING");
    assertThat(deliveries.deadLetters()).hasSize(1);
    assertThat(new String(deliveries.deadLetters().getFirst().value()))
        .contains(poisonedId.toString())
        .doesNotContain(healthyId.toString());
  }

  @Test
  void a_message_that_is_no_report_is_set_aside() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    deliveries.deliver(participants.lastAnnounced(user));
    assertThat(deliveries.deadLetters()).hasSize(1);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
  }

  @Test
  void a_report_about_an_offboarding_nobody_knows_is_counted() {
    UserRef user = activeUser("u1");
    offboarded(user, "planned-departure");
    PhaseAnnouncement real = participants.lastAnnounced(user);
    PhaseAnnouncement foreign =
        new UserErased(
            new OffboardingId(UUID.randomUUID()),
            real.tenantId(),
            real.userId(),
            real.epoch(),
            1,
            real.participants(),
            real.respondBy());
    double ignored = ignored("unknown-offboarding");
    deliveries.deliver(Participants.of(ParticipantName.SESSION, Participants.completed(foreign)));
    assertThat(ignored("unknown-offboarding")).isEqualTo(ignored + 1);
  }

  @Test
  void a_refusal_under_hold_needs_attention_and_is_listed() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "immediate-termination");
    deliveries.deliver(
        Participants.of(
            ParticipantName.SESSION, Participants.refused(participants.lastAnnounced(user))));

    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKING");
    assertThat(shown.path("needsAttention").asBoolean()).isTrue();
    assertThat(shown.path("attention").path("reason").asString())
        .contains("session refuses to revoke");
    assertThat(shown.path("attention").path("owner").asString()).isEqualTo("operator");
    assertThat(
            bodyOf(get("/api/offboardings?needsAttention=true&tenantId=" + tenant)).path("items"))
        .hasSize(1);
  }

  @Test
  void a_refusal_under_reinstate_gives_back() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    deliveries.deliver(
        Participants.of(
            ParticipantName.SESSION, Participants.refused(participants.lastAnnounced(user))));
    assertThat(stateOf(id)).isEqualTo("REINSTATING");
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(id)).isEqualTo("REINSTATED");
  }

  @Test
  void a_state_of_a_newer_version_is_parked_and_crashes_nothing() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    jdbc.sql("UPDATE offboarding SET state = 'PONDERING' WHERE id = ?").param(id.value()).update();
    jdbc.sql("UPDATE step SET state = 'READING_BACK' WHERE offboarding_id = ?")
        .param(id.value())
        .update();
    jdbc.sql(
            """
            INSERT INTO step SELECT offboarding_id, 'ponder', participant, 1, 0, 'ASKED', now(), NULL, NULL, '{}'
            FROM step WHERE offboarding_id = ?
            """)
        .param(id.value())
        .update();
    double parked = ignored("parked");
    deliveries.deliver(participants.completeLast(user));

    assertThat(stateOf(id)).isEqualTo("UNKNOWN");
    assertThat(ignored("parked")).isEqualTo(parked + 4);
    assertThat(deliveries.deadLetters()).isEmpty();
    assertThat(undo(id)).hasStatus(409);
    assertThat(post(body(user, "planned-departure"))).hasStatus(200);
    assertThat(
            jdbc.sql("SELECT state FROM offboarding WHERE id = ?")
                .param(id.value())
                .query(String.class)
                .single())
        .isEqualTo("PONDERING");
  }

  @Test
  void a_batch_takes_as_many_statements_whatever_its_size() {
    assertThat(statementsFor(40)).isEqualTo(statementsFor(2)).isLessThanOrEqualTo(8);
  }

  private int statementsFor(int users) {
    List<StepReports> batch = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      UserRef user = activeUser("many-" + users + "-" + i);
      offboarded(user, "erasure-request");
      batch.addAll(List.of(participants.completeLast(user)));
    }
    Logger statements =
        (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core.JdbcTemplate");
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    statements.setLevel(Level.DEBUG);
    statements.addAppender(seen);
    try {
      deliveries.deliver(batch.toArray(StepReports[]::new));
    } finally {
      statements.detachAppender(seen);
      statements.setLevel(null);
    }
    // deliver() itself looks into the outbox once
    return (int)
            seen.list.stream()
                .filter(
                    event ->
                        event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count()
        - 1;
  }

  private double ignored(String reason) {
    return metrics.counter("offboarding.reports.ignored", "reason", reason).count();
  }
}
