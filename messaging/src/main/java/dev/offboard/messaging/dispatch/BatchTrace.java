package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.trace.Tracing;
import dev.offboard.messaging.trace.Tracing.Kind;
import dev.offboard.messaging.trace.Tracing.Piece;
import dev.offboard.messaging.trace.Tracing.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The spans of one polled batch: one for each message, in the trace that it came with. What tells
/// of messages of several traces is in none of them but in one of its own, which links to all
/// (OpenTelemetry's convention for batches).
final class BatchTrace implements Trace.Work {
  private final Tracing tracing;
  private final String consumer;
  private final List<Received> batch;
  private final List<Span> spans;
  private @Nullable Map<OffboardingId, TraceParent> byOffboarding;
  private @Nullable Span whole;

  BatchTrace(Tracing tracing, String consumer, List<Received> batch) {
    this.tracing = tracing;
    this.consumer = consumer;
    this.batch = batch;
    this.spans = new ArrayList<>(batch.size());
    batch.forEach(received -> spans.add(begin(received)));
  }

  private Span begin(Received received) {
    if (!tracing.isOn()) {
      return tracing.begin(new Piece("", Kind.CONSUMER, parent(received), Map.of()));
    }
    Map<String, String> attributes = new HashMap<>();
    attributes.put("messaging.system", "kafka");
    attributes.put("messaging.operation.type", "process");
    attributes.put("messaging.destination.name", received.topic());
    attributes.put("messaging.consumer.group.name", consumer);
    attributes.put("messaging.message.id", received.id().toString());
    if (received.message() instanceof Announcement announcement) {
      attributes.put("offboarding.id", announcement.offboardingId().toString());
    }
    return tracing.begin(
        new Piece(
            "process " + WireNames.of(received.message()),
            Kind.CONSUMER,
            parent(received),
            attributes));
  }

  /// A row written before traces were, or republished without its header, is in the trace that its
  /// offboarding would have by itself.
  private @Nullable TraceParent parent(Received received) {
    if (received.trace() != null || !(received.message() instanceof Announcement announcement)) {
      return received.trace();
    }
    return TraceParent.named(announcement.offboardingId().value(), tracing.sampling());
  }

  @Override
  public TraceParent whole() {
    if (whole == null) {
      whole = isOneTrace() ? spans.getFirst() : ofSeveral();
    }
    return whole.context();
  }

  private boolean isOneTrace() {
    TraceParent first = spans.getFirst().context();
    return spans.stream().allMatch(span -> span.context().isSameTrace(first));
  }

  private Span ofSeveral() {
    List<TraceParent> links = spans.stream().map(Span::context).toList();
    Span span =
        tracing.begin(
            new Piece(
                "batch of " + consumer,
                Kind.INTERNAL,
                null,
                links,
                Map.of("messaging.batch.message_count", String.valueOf(batch.size()))));
    spans.add(span);
    return span;
  }

  @Override
  public Optional<TraceParent> of(OffboardingId offboarding) {
    if (byOffboarding == null) {
      byOffboarding = new HashMap<>();
      for (int i = 0; i < batch.size(); i++) {
        if (batch.get(i).message() instanceof Announcement announcement) {
          byOffboarding.put(announcement.offboardingId(), spans.get(i).context());
        }
      }
    }
    return Optional.ofNullable(byOffboarding.get(offboarding));
  }

  void endAfterCommit() {
    if (tracing.isOn() && TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              end();
            }
          });
    }
  }

  void end() {
    spans.forEach(Span::end);
  }

  void failed(RuntimeException cause) {
    spans.forEach(span -> span.failed(cause));
  }
}
