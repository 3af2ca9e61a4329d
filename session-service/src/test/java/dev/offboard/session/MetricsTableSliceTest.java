package dev.offboard.session;

import dev.offboard.messaging.testkit.MetricsTable;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SessionSlice
class MetricsTableSliceTest {
  @Autowired MeterRegistry metrics;

  @Test
  void the_documented_metrics_are_those_that_are_shown() {
    MetricsTable.read().assertAgrees(metrics, "session");
  }
}
