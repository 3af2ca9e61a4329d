package dev.offboard.audit;

import dev.offboard.audit.log.AuditLog;
import dev.offboard.audit.log.Draft;
import dev.offboard.audit.log.EntryKind;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/// Appends entries that say nothing in particular.
public record Filler(ApplicationContext context, OffboardingId offboarding) {
  public static Filler of(ApplicationContext context) {
    return new Filler(context, new OffboardingId(UUID.randomUUID()));
  }

  /// Appends and returns how many the log has then.
  public long append(int count) {
    List<Draft> drafts = IntStream.range(0, count).mapToObj(this::draft).toList();
    context
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(tx -> context.getBean(AuditLog.class).append(drafts));
    return LogReader.of(context).size();
  }

  private Draft draft(int n) {
    return new Draft(
        new Draft.Key(offboarding, EntryKind.STATE_CHANGE, UUID.randomUUID().toString()),
        UserRef.of("acme", "u1"),
        Epoch.FIRST,
        "{\"n\":%d}".formatted(n),
        Instant.EPOCH);
  }
}
