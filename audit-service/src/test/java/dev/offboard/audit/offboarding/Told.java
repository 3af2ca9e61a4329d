package dev.offboard.audit.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import org.springframework.context.ApplicationContext;

/// An offboarding of which the audit is told as if by Kafka.
public final class Told {
  private final Chronicle chronicle;
  private final Deliveries history;
  private final Deliveries reports;

  private Told(ApplicationContext context, Chronicle chronicle) {
    this.chronicle = chronicle;
    this.history = Deliveries.to(context, Topics.HISTORY);
    this.reports = Deliveries.to(context, Topics.REPORTS);
  }

  public static Told of(ApplicationContext context, String tenantId, String userId) {
    return new Told(context, Chronicle.of(tenantId, userId));
  }

  public OffboardingId id() {
    return chronicle.id();
  }

  /// State changes by their numbers: REVOKING, REVOKED, ERASING, SEALING, COMPLETED.
  public Told history(int... sequences) {
    history.deliver(chronicle.changes(sequences));
    return this;
  }

  /// The sessions are gone.
  public Told reported() {
    reports.deliver(chronicle.reports(chronicle.completed(1)));
    return this;
  }
}
