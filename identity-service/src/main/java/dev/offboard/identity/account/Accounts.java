package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads accounts. Every method joins the caller's transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Accounts extends GenericRepository<Account, UserId> {
  Optional<Account> findByTenantIdAndUserId(TenantId tenantId, UserId userId);

  List<Account> findByTenantIdAndUserIdIn(TenantId tenantId, Collection<UserId> userIds);
}
