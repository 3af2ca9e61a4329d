package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `idempotency_key`, one statement for any number of rows; [IdempotencyKeys] has those
/// for one.
@Component
final class KeyRows {
  /// A key and what it would lead to.
  record Row(TenantId tenantId, String key, String hash, OffboardingId id) {
    static Optional<Row> of(OffboardingRequest request, OffboardingId id) {
      return Optional.ofNullable(request.idempotencyKey())
          .map(key -> new Row(request.user().tenantId(), key, request.hash(), id));
    }
  }

  private final JdbcClient jdbc;

  KeyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Inserts the free ones; returns the offboardings of those that are taken.
  Set<OffboardingId> insertOrNameTaken(List<Row> rows) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    Set<OffboardingId> taken = new HashSet<>(rows.stream().map(Row::id).toList());
    jdbc.sql(
            """
            INSERT INTO idempotency_key (tenant_id, key, request_hash, offboarding_id)
            SELECT * FROM unnest(:tenants::text[], :keys::text[], :hashes::text[], :ids::uuid[])
            ON CONFLICT DO NOTHING RETURNING offboarding_id
            """)
        .param("tenants", Columns.of(rows, Row::tenantId))
        .param("keys", Columns.of(rows, Row::key))
        .param("hashes", Columns.of(rows, Row::hash))
        .param("ids", Columns.of(rows, Row::id))
        .query(UUID.class)
        .list()
        .forEach(free -> taken.remove(new OffboardingId(free)));
    return taken;
  }

  /// Frees the keys of rows that didn't begin; keys that others hold stay theirs.
  void giveBack(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            "DELETE FROM idempotency_key WHERE offboarding_id = ANY(:ids::uuid[]) AND key ="
                + " ANY(:keys::text[])")
        .param("ids", Columns.of(rows, Row::id))
        .param("keys", Columns.of(rows, Row::key))
        .update();
  }
}
