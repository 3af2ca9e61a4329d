package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.OrchestratorSlice;
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
