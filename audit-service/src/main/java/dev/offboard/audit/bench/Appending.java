package dev.offboard.audit.bench;

import dev.offboard.audit.log.AuditLog;
import dev.offboard.audit.log.Draft;
import dev.offboard.audit.log.EntryKind;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/// Appends the way the service does: one thread, a polled batch in a transaction.
final class Appending {
  /// What a consumer polls at most.
  private static final int BATCH = 500;

  private static final int PARTS = 10;

  /// For the compiler and the buffers; not counted.
  private static final int WARM_UP = 20_000;

  /// State changes of one offboarding follow each other.
  private static final int CHANGES_EACH = 8;

  private static final UserRef USER = UserRef.of("nordwind-logistics", "e1110");
  private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

  private final AuditLog log;
  private final TransactionOperations transactions;
  private OffboardingId offboarding = next();
  private int appended;

  Appending(ApplicationContext context) {
    this.log = context.getBean(AuditLog.class);
    this.transactions = context.getBean(TransactionOperations.class);
  }

  void measure(int entries, Map<String, Object> figures) {
    append(Math.min(WARM_UP, entries / PARTS));
    int part = entries / PARTS;
    List<Double> rates = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < PARTS; i++) {
      long partBegan = System.nanoTime();
      append(part);
      rates.add(rate(part, partBegan));
    }
    figures.put("entries", PARTS * part);
    figures.put("appendsPerSecond", rate(PARTS * part, began));
    figures.put("firstTenthPerSecond", rates.getFirst());
    figures.put("lastTenthPerSecond", rates.getLast());
    figures.put("logSize", appended);
  }

  static double rate(long count, long began) {
    return Math.round(count * 1e10 / (System.nanoTime() - began)) / 10.0;
  }

  private void append(int count) {
    for (int done = 0; done < count; done += BATCH) {
      List<Draft> batch = new ArrayList<>(BATCH);
      for (int i = 0; i < Math.min(BATCH, count - done); i++) {
        batch.add(draft());
      }
      transactions.executeWithoutResult(tx -> log.append(batch));
    }
  }

  /// In the order of time, as those of the orchestrator (UUID version 7).
  private static OffboardingId next() {
    UUID random = UUID.randomUUID();
    return new OffboardingId(
        new UUID(
            System.currentTimeMillis() << 16 | 7 << 12 | random.getMostSignificantBits() & 0xFFF,
            random.getLeastSignificantBits()));
  }

  /// As long as a real one.
  private Draft draft() {
    int sequence = appended++ % CHANGES_EACH + 1;
    if (sequence == 1) {
      offboarding = next();
    }
    String body =
        """
        {"at":"2026-11-23T09:00:00.%06dZ","by":{"id":"orchestrator","role":"system"},"epoch":1,"from":"REVOKING",\
        "kind":"state-change","offboardingId":"%s","sequence":%d,"tenantId":"%s","to":"VERIFYING","userId":"%s",\
        "why":"every participant has reported that it has revoked and read back"}\
        """
            .formatted(appended % 1_000_000, offboarding, sequence, USER.tenantId(), USER.userId());
    return new Draft(
        new Draft.Key(offboarding, EntryKind.STATE_CHANGE, Integer.toString(sequence)),
        USER,
        Epoch.FIRST,
        body,
        AT);
  }
}
