package dev.offboard.messaging.trace;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where spans are sent.
///
/// @param otlpEndpoint of a collector, with its path: `http://127.0.0.1:4318/v1/traces`; absent
///   (the default): nothing is recorded
/// @param headers sent along, for a collector that asks who sends
@ConfigurationProperties("offboard.traces")
record TraceProperties(@Nullable URI otlpEndpoint, @DefaultValue Map<String, String> headers) {
  URI requiredEndpoint() {
    return requireNonNull(otlpEndpoint);
  }

  /// A header may be a secret.
  @Override
  public String toString() {
    return "TraceProperties[otlpEndpoint=%s, headers=%s]".formatted(otlpEndpoint, headers.keySet());
  }
}
