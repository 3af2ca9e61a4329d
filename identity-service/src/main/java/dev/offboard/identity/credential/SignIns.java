package dev.offboard.identity.credential;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.account.Password;
import dev.offboard.identity.account.PasswordHash;
import dev.offboard.identity.account.UserName;
import dev.offboard.identity.tenant.Tenants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Decides whether somebody is who they say. An unknown user, a wrong password, a user without
/// password and a deprovisioned one get the same answer after the same work. Decides on the state
/// after the hashing: a user who was deprovisioned meanwhile does not get in (invariant I4).
@Component
final class SignIns {
  private final Tenants tenants;
  private final JdbcClient jdbc;
  private final PasswordHashing hashing;

  SignIns(Tenants tenants, JdbcClient jdbc, PasswordHashing hashing) {
    this.tenants = tenants;
    this.jdbc = jdbc;
    this.hashing = hashing;
  }

  /// @throws dev.offboard.messaging.chassis.ApiProblem 404 `tenant-unknown`
  Optional<SignedIn> signIn(TenantId tenantId, String userName, Password password) {
    tenants.require(tenantId);
    Candidate found = find(tenantId, userName).orElse(null);
    if (!hashing.matches(password, found == null ? null : found.hash())) {
      return Optional.empty();
    }
    return find(tenantId, userName)
        .filter(now -> now.equals(found))
        .map(now -> new SignedIn(tenantId, now.userId(), now.epoch()));
  }

  /// The active user of that name.
  private Optional<Candidate> find(TenantId tenantId, String userName) {
    String key = UserName.keyOf(userName);
    return jdbc.sql(
            """
            SELECT a.user_id, a.epoch, p.hash
            FROM account a LEFT JOIN password p USING (tenant_id, user_id)
            WHERE a.tenant_id = ? AND a.user_name_key = ? AND a.status = 'ACTIVE'
            """)
        .params(tenantId.value(), UserName.isPossible(userName) ? key : "")
        .query(
            (row, n) -> {
              String hash = row.getString(3);
              return new Candidate(
                  new UserId(row.getString(1)),
                  new Epoch(row.getInt(2)),
                  hash == null ? null : new PasswordHash(hash));
            })
        .optional();
  }

  record SignedIn(TenantId tenantId, UserId userId, Epoch epoch) {}

  private record Candidate(UserId userId, Epoch epoch, @Nullable PasswordHash hash) {}
}
