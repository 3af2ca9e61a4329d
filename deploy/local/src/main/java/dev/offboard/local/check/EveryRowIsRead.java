package dev.offboard.local.check;

import dev.offboard.local.delivery.Skipped;
import dev.offboard.local.delivery.Unread;
import java.util.List;
import java.util.stream.Stream;

/// I11. Every row of every outbox, and every request that others wrote, was handled by everybody
/// who must handle it, or was set aside. `offboard reconcile` publishes again what this names.
final class EveryRowIsRead implements Invariant {
  @Override
  public String id() {
    return "I11";
  }

  @Override
  public String claim() {
    return "every message is handled by its consumers";
  }

  @Override
  public List<Violation> violations(Look look) {
    return Stream.concat(
            look.deliveries().missed(look.grace()).stream().map(EveryRowIsRead::violation),
            look.requests().skipped().stream().map(EveryRowIsRead::violation))
        .limit(Look.MOST)
        .toList();
  }

  private static Violation violation(Skipped request) {
    return Violation.of(
        "request %s was skipped by %s; `offboard reconcile` writes it again"
            .formatted(request.place(), request.consumer()));
  }

  static Violation violation(Unread missed) {
    return new Violation(
        missed.offboarding(),
        "message %s of %s (committed %s) never reached %s; `offboard reconcile` publishes it again"
            .formatted(missed.id(), missed.schema(), missed.committedAt(), missed.reader()));
  }
}
