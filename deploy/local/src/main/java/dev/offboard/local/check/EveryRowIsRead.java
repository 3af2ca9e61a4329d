package dev.offboard.local.check;

import dev.offboard.local.delivery.Unread;
import java.util.List;

/// I11. Every row of every outbox was handled by everybody who must handle it, or was set aside.
/// `offboard reconcile` publishes again what this names.
final class EveryRowIsRead implements Invariant {
  @Override
  public String id() {
    return "I11";
  }

  @Override
  public String claim() {
    return "every outbox row is handled by its consumers";
  }

  @Override
  public List<Violation> violations(Look look) {
    return look.deliveries().missed(look.grace()).stream()
        .limit(Look.MOST)
        .map(EveryRowIsRead::violation)
        .toList();
  }

  static Violation violation(Unread missed) {
    return new Violation(
        missed.offboarding(),
        "message %s of %s (committed %s) never reached %s; `offboard reconcile` publishes it again"
            .formatted(missed.id(), missed.schema(), missed.committedAt(), missed.reader()));
  }
}
