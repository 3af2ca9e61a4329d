package dev.offboard.orchestrator.offboarding;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/// The idempotency keys of all tenants. Joins the caller's transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdempotencyKeys extends GenericRepository<IdempotencyKey, IdempotencyKey.Key> {
  Optional<IdempotencyKey> findByKey(IdempotencyKey.Key key);

  /// Returns 0, and changes nothing, if the key is taken; waits for whoever is about to take it.
  @Query(
      """
      INSERT INTO idempotency_key (tenant_id, key, request_hash, offboarding_id)
      VALUES (:tenantId, :key, :requestHash, :offboardingId) ON CONFLICT DO NOTHING
      """)
  int insertIfFree(String tenantId, String key, String requestHash, UUID offboardingId);

  @Query("DELETE FROM idempotency_key WHERE created_at < now() - make_interval(days => :days)")
  int forgetOlderThan(int days);
}
