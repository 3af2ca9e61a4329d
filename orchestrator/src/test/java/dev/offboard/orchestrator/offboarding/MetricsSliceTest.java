package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Participants;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MetricsSliceTest extends OrchestratorSlice {
  @Autowired private MeterRegistry metrics;
  @Autowired private OffboardingMetrics shown;

  @Test
  void what_was_committed_is_counted() {
    UserRef user = activeUser("u1");
    double revoked = changes("revoked");
    long steps = stepTimes();
    long revocations = metrics.timer("offboarding.time.to.revoke").count();

    offboarded(user, "planned-departure");
    revoked(user);

    assertThat(changes("revoked")).isEqualTo(revoked + 1);
    assertThat(stepTimes()).isEqualTo(steps + 1);
    assertThat(metrics.timer("offboarding.time.to.revoke").count()).isEqualTo(revocations + 1);
  }

  @Test
  void the_gauges_agree_with_the_database() {
    offboarded(activeUser("u1"), "planned-departure");
    shown.refresh();

    assertThat(metrics.get("offboarding.live").tag("state", "revoking").gauge().value())
        .isEqualTo(
            jdbc.sql("SELECT count(*) FROM offboarding WHERE state = 'REVOKING'")
                .query(Double.class)
                .single());
    assertThat(metrics.get("offboarding.needs.attention").gauge().value())
        .isEqualTo(
            jdbc.sql("SELECT count(*) FROM offboarding WHERE attention_since IS NOT NULL")
                .query(Double.class)
                .single());
  }

  @Test
  void what_is_late_and_how_long_somebody_is_waited_for_can_be_seen() {
    String id = offboarded(activeUser("u1"), "planned-departure").toString();
    jdbc.sql(
            """
            UPDATE offboarding SET respond_by = now() - interval '1 minute', attention_reason = 'test', attention_owner = 'tests',
              attention_since = now() - interval '2 hours' WHERE id = ?::uuid
            """)
        .param(id)
        .update();
    shown.refresh();

    assertThat(metrics.get("offboarding.late").tag("state", "revoking").gauge().value())
        .isGreaterThanOrEqualTo(1);
    assertThat(metrics.get("offboarding.late").tag("state", "sealing").gauge().value()).isZero();
    assertThat(metrics.get("offboarding.needs.attention.oldest.age").gauge().value())
        .isGreaterThanOrEqualTo(7200);
  }

  @Test
  void residual_access_is_counted_by_who_found_it() {
    double before = residual();
    UserRef user = activeUser("u1");
    offboarded(user, "planned-departure");
    deliveries.deliver(participants.completeLast(user));

    deliveries.deliver(
        Participants.of(
            ParticipantName.SESSION,
            Participants.residual(participants.lastAnnounced(user), Evidence.of("sessions", 1))));

    assertThat(residual()).isEqualTo(before + 1);
  }

  private double residual() {
    return metrics.counter("offboarding.residual.access.found", "participant", "session").count();
  }

  private double changes(String to) {
    return metrics.counter("offboarding.state.changes", "to", to).count();
  }

  private long stepTimes() {
    return metrics
        .timer(
            "offboarding.step.duration",
            "participant",
            "session",
            "phase",
            "revoke",
            "outcome",
            "completed")
        .count();
  }
}
