package dev.offboard.orchestrator;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.MetricsTable;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MetricsTableSliceTest extends OrchestratorSlice {
  @Autowired private MeterRegistry metrics;

  @Test
  void the_documented_metrics_are_those_that_are_shown() {
    UserRef user = activeUser("u1");
    offboarded(user, "planned-departure");
    revoked(user);

    MetricsTable.read().assertAgrees(metrics, "orchestrator");
  }
}
