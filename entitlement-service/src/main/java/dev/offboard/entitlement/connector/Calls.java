package dev.offboard.entitlement.connector;

import dev.offboard.entitlement.connection.Method;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Calls applications, each by its method and over its [Line].
@Component
public final class Calls {
  private static final String METRIC = "offboarding.application.calls";

  private final Map<Method, Connector> connectors = new EnumMap<>(Method.class);
  private final MeterRegistry metrics;

  Calls(List<Connector> connectors, MeterRegistry metrics) {
    connectors.forEach(connector -> this.connectors.put(connector.method(), connector));
    this.metrics = metrics;
  }

  /// For the holder of a place on `line`, the application's; outside of any transaction.
  public Outcome perform(Line line, Call call) throws CallFailed {
    Connector connector = connectors.get(call.connection().setup().method());
    if (connector == null) {
      throw CallFailed.notNow("is not called: its owner does it");
    }
    try {
      Outcome outcome = line.perform(() -> connector.perform(call));
      count(connector, "done");
      return outcome;
    } catch (CallFailed e) {
      count(connector, e.fault().name().toLowerCase(java.util.Locale.ROOT));
      throw e;
    }
  }

  private void count(Connector connector, String outcome) {
    metrics.counter(METRIC, "method", connector.method().code(), "outcome", outcome).increment();
  }
}
