package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.trace.Tracing;
import dev.offboard.messaging.trace.Tracing.Kind;
import dev.offboard.messaging.trace.Tracing.Piece;
import dev.offboard.messaging.trace.Tracing.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What is said of decisions, each in the trace of its offboarding; if traces are recorded, with a
/// span for each announcement and state change, which is sent only if the decisions are committed.
@Component
final class OutgoingMessages {
  /// One writer keeps one key, so that the changes of an offboarding stay in order.
  private static final String HISTORY_KEY = "orchestrator/0";

  private final Tracing tracing;

  OutgoingMessages(Tracing tracing) {
    this.tracing = tracing;
  }

  List<OutgoingMessage> of(Decisions decisions, List<StateChange> history) {
    List<Span> spans = new ArrayList<>();
    List<OutgoingMessage> messages = new ArrayList<>();
    for (Announcement announcement : decisions.announcements()) {
      Span span =
          span(
              "announce " + WireNames.of(announcement),
              Kind.PRODUCER,
              decisions,
              announcement.offboardingId());
      spans.add(span);
      messages.add(
          new OutgoingMessage(
              Topics.lifecycle(decisions.priorityOf(announcement.offboardingId())),
              announcement.user().key(),
              announcement,
              span.context()));
    }
    if (tracing.isOn()) {
      history.forEach(
          change ->
              spans.add(
                  span("state " + change.to(), Kind.INTERNAL, decisions, change.offboardingId())));
    }
    for (StateChanges changes : HistoryRecords.of(history)) {
      messages.add(
          new OutgoingMessage(Topics.HISTORY, HISTORY_KEY, changes, common(changes, decisions)));
    }
    endAfterCommit(spans);
    return messages;
  }

  private Span span(String name, Kind kind, Decisions decisions, OffboardingId id) {
    return tracing.begin(
        new Piece(
            name,
            kind,
            decisions.traceOf(id, tracing.sampling()),
            Map.of("offboarding.id", id.toString())));
  }

  /// That of the offboarding if all are of one; else that of the batch that led to them.
  private @Nullable TraceParent common(StateChanges changes, Decisions decisions) {
    OffboardingId first = changes.changes().getFirst().offboardingId();
    return changes.changes().stream().allMatch(it -> it.offboardingId().equals(first))
        ? decisions.traceOf(first, tracing.sampling())
        : null;
  }

  private void endAfterCommit(List<Span> spans) {
    if (tracing.isOn() && !spans.isEmpty()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              spans.forEach(Span::end);
            }
          });
    }
  }
}
