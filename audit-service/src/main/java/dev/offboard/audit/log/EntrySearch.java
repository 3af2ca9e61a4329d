package dev.offboard.audit.log;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds entries by what they are about. An index for every question would slow every append, so a
/// search looks at so many entries and says where to go on.
@Component
final class EntrySearch {
  /// A tenth of a second's work.
  static final long MOST_LOOKED_AT = 100_000;

  /// Everything that is asked for, absent where it doesn't matter.
  ///
  /// @param from when it happened, inclusive
  /// @param to exclusive
  record Filter(
      @Nullable OffboardingId offboardingId,
      @Nullable TenantId tenantId,
      @Nullable UserId userId,
      @Nullable EntryKind kind,
      @Nullable Instant from,
      @Nullable Instant to) {
    boolean isOfOneOffboardingAtMost() {
      return Stream.of(tenantId, userId, kind, from, to).allMatch(Objects::isNull);
    }
  }

  /// @param next where to go on, absent at the end of the log
  record Page(List<Entry> entries, @Nullable Long next) {}

  private final JdbcClient jdbc;
  private final LogHead head;
  private final long mostLookedAt;

  @Autowired
  EntrySearch(JdbcClient jdbc, LogHead head) {
    this(jdbc, head, MOST_LOOKED_AT);
  }

  EntrySearch(JdbcClient jdbc, LogHead head, long mostLookedAt) {
    this.jdbc = jdbc;
    this.head = head;
    this.mostLookedAt = mostLookedAt;
  }

  /// At most `limit`, from the leaf after `after` on. May have none and still a `next`.
  Page find(Filter filter, long after, int limit) {
    long size = head.tree().size();
    if (after >= size - 1) {
      return new Page(List.of(), null);
    }
    long end = Math.min(size, after + 1 + lookedAt(filter, size));
    List<String> conditions = new ArrayList<>(List.of("leaf_index > :after", "leaf_index < :end"));
    Map<String, Object> params = new LinkedHashMap<>(Map.of("after", after, "end", end));
    add(conditions, params, "offboarding_id = :offboarding::uuid", filter.offboardingId());
    add(conditions, params, "tenant_id = :tenant", filter.tenantId());
    add(conditions, params, "user_id = :user", filter.userId());
    add(conditions, params, "kind = :kind", filter.kind() == null ? null : filter.kind().code());
    add(conditions, params, "at >= :from::timestamptz", filter.from());
    add(conditions, params, "at < :to::timestamptz", filter.to());
    List<Entry> found =
        jdbc.sql(
                """
                SELECT leaf_index, kind, offboarding_id, tenant_id, user_id, epoch, at, body
                FROM entry WHERE %s ORDER BY leaf_index LIMIT %d
                """
                    .formatted(String.join(" AND ", conditions), limit))
            .params(params)
            .query((row, number) -> read(row))
            .list();
    if (found.size() == limit) {
      long last = found.getLast().index();
      return new Page(found, last < size - 1 ? last : null);
    }
    return new Page(found, end < size ? end - 1 : null);
  }

  /// Those of one offboarding have an index.
  private long lookedAt(Filter filter, long size) {
    return filter.offboardingId() == null ? mostLookedAt : size;
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> params,
      String condition,
      @Nullable Object value) {
    if (value != null) {
      String name = condition.substring(condition.indexOf(':') + 1).split("::", 2)[0];
      conditions.add(condition);
      params.put(name, value.toString());
    }
  }

  private static Entry read(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("leaf_index"),
        EntryKind.ofCode(row.getString("kind")),
        new OffboardingId(row.getObject("offboarding_id", UUID.class)),
        new TenantId(row.getString("tenant_id")),
        new UserId(row.getString("user_id")),
        new Epoch(row.getInt("epoch")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("body"));
  }
}
