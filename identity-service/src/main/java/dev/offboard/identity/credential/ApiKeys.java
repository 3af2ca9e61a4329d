package dev.offboard.identity.credential;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// Reads API keys. Every method joins the caller's transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiKeys extends GenericRepository<ApiKey, UUID> {
  List<ApiKey> findByTenantIdAndUserIdOrderByKeyId(TenantId tenantId, UserId userId);
}
