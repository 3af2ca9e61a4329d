package dev.offboard.messaging.participant;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.testkit.memory.MemoryStore;
import dev.offboard.messaging.testkit.memory.MemoryTable;
import dev.offboard.messaging.testkit.memory.NoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// The twin of [Counts] in memory.
final class MemoryCounts extends Counts {
  private static final Duration HOUR = Duration.ofHours(1);

  private final MemoryTable<Key, Row> rows;
  private final MemoryFences fences;
  private final Clock clock;

  private record Key(TenantId tenant, Phase phase, Priority priority, int minute) {
    boolean isOf(TenantId who, Phase what, Priority how) {
      return tenant.equals(who) && phase == what && priority == how;
    }
  }

  private record Row(Key key, Instant since, int users) {}

  MemoryCounts(MemoryStore store, MemoryFences fences, Clock clock) {
    super(NoDatabase.client());
    this.rows = new MemoryTable<>(store);
    this.fences = fences;
    this.clock = clock;
  }

  @Override
  Map<TenantId, Long> add(Phase phase, Priority priority, Map<TenantId, Integer> users) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Map<TenantId, Long> counts = new HashMap<>();
    users.forEach(
        (tenant, more) -> {
          Key key = new Key(tenant, phase, priority, minute.atZone(ZoneOffset.UTC).getMinute());
          int before =
              rows.find(key).filter(row -> row.since().equals(minute)).map(Row::users).orElse(0);
          rows.put(key, new Row(key, minute, before + more));
          counts.put(
              tenant,
              rows.rows().stream()
                  .filter(row -> row.key().isOf(tenant, phase, priority))
                  .filter(row -> row.since().isAfter(now.minus(HOUR)))
                  .mapToLong(Row::users)
                  .sum());
        });
    return counts;
  }

  @Override
  long open(TenantId tenant) {
    return fences.open(tenant);
  }
}
