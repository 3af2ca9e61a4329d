package dev.offboard.identity.tenant;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.chassis.ApiProblem;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// The tenants this service knows. Every method joins the caller's transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Tenants extends GenericRepository<Tenant, TenantId> {
  Optional<Tenant> findByTenantId(TenantId tenantId);

  @Query(
      "INSERT INTO tenant (tenant_id, name) VALUES (:tenantId, :name) ON CONFLICT (tenant_id) DO"
          + " NOTHING")
  int insertIfNew(TenantId tenantId, String name);

  @Query("UPDATE tenant SET name = :name WHERE tenant_id = :tenantId AND name <> :name")
  int rename(TenantId tenantId, String name);

  /// Holds the tenant's row until the transaction ends: one writer at a time of a tenant's
  /// directory, so that a name found free stays free. Readers and keys pass.
  Optional<Tenant> findByTenantIdForUpdate(TenantId tenantId);

  /// @throws ApiProblem 404 `tenant-unknown`
  default Tenant require(TenantId tenantId) {
    return findByTenantId(tenantId).orElseThrow(() -> unknown(tenantId));
  }

  /// [#findByTenantIdForUpdate], or 404 `tenant-unknown`.
  default Tenant requireLocked(TenantId tenantId) {
    return findByTenantIdForUpdate(tenantId).orElseThrow(() -> unknown(tenantId));
  }

  private static ApiProblem unknown(TenantId tenantId) {
    return ApiProblem.notFound(
        "tenant-unknown",
        "There is no tenant %1$s here. Make it with PUT /api/tenants/%1$s; nothing was done."
            .formatted(tenantId));
  }
}
