package dev.offboard.audit.log;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Limit;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads entries in the order of their leaf index. Only [AuditLog] writes them.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Entries extends GenericRepository<Entry, Long> {
  List<Entry> findByIndexGreaterThanOrderByIndex(long after, Limit limit);

  List<Entry> findByOffboardingIdAndIndexGreaterThanOrderByIndex(
      OffboardingId offboardingId, long after, Limit limit);

  List<Entry> findByTenantIdAndIndexGreaterThanOrderByIndex(
      TenantId tenantId, long after, Limit limit);

  List<Entry> findByTenantIdAndOffboardingIdAndIndexGreaterThanOrderByIndex(
      TenantId tenantId, OffboardingId offboardingId, long after, Limit limit);
}
