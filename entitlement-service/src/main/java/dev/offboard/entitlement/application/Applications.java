package dev.offboard.entitlement.application;

import dev.offboard.contracts.TenantId;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The applications of all tenants. Joins the caller's transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Applications extends GenericRepository<Application, Application.Key> {
  Optional<Application> findByKey(Application.Key key);

  /// At most `limit` applications of the tenant, by id, after the id named.
  @Query(
      """
      SELECT * FROM application WHERE tenant_id = :tenantId AND application_id > :after
      ORDER BY application_id LIMIT :limit
      """)
  List<Application> page(TenantId tenantId, String after, int limit);

  /// Returns 0, and changes nothing, if there is one already.
  @Query(
      """
      INSERT INTO application (tenant_id, application_id, name, roles)
      VALUES (:tenantId, :applicationId, :name, :roles) ON CONFLICT DO NOTHING
      """)
  int insert(
      TenantId tenantId,
      ApplicationId applicationId,
      @Nullable ApplicationName name,
      List<RoleName> roles);

  /// Returns 0, and changes nothing, if the application is like that already.
  @Query(
      """
      UPDATE application SET name = :name, roles = :roles, changed_at = now()
      WHERE tenant_id = :tenantId AND application_id = :applicationId
        AND (name, roles) IS DISTINCT FROM (:name, CAST(:roles AS text[]))
      """)
  int replace(
      TenantId tenantId,
      ApplicationId applicationId,
      @Nullable ApplicationName name,
      List<RoleName> roles);
}
