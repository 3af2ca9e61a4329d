package dev.offboard.identity.credential;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.Columns;
import dev.offboard.identity.account.NewPasswords;
import dev.offboard.identity.account.Password;
import dev.offboard.identity.account.PasswordHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The passwords of users, as hashes. A deprovisioned user's is kept: sign-in is refused by the
/// account, and an undo within the grace period must give sign-in back. It is deleted when the user
/// is erased.
@Component
public final class Passwords implements NewPasswords {
  private final JdbcClient jdbc;
  private final PasswordHashing hashing;

  Passwords(JdbcClient jdbc, PasswordHashing hashing) {
    this.jdbc = jdbc;
    this.hashing = hashing;
  }

  @Override
  public Map<UserId, PasswordHash> hashed(TenantId tenantId, Map<UserId, Password> passwords) {
    if (passwords.isEmpty()) {
      return Map.of();
    }
    Map<UserId, PasswordHash> stored = stored(tenantId, passwords.keySet());
    Map<UserId, PasswordHash> changed = new HashMap<>();
    passwords.forEach(
        (user, password) -> {
          PasswordHash known = stored.get(user);
          if (known == null || !hashing.matches(password, known)) {
            changed.put(user, hashing.hash(password));
          }
        });
    return changed;
  }

  @Override
  public void store(TenantId tenantId, Map<UserId, PasswordHash> hashes) {
    if (hashes.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO password (tenant_id, user_id, hash)
            SELECT :tenant, p.* FROM unnest(:users::text[], :hashes::text[]) AS p
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET hash = excluded.hash, changed_at = now()
            """)
        .param("tenant", tenantId.value())
        .param("users", Columns.of(hashes.entrySet(), Map.Entry::getKey))
        .param("hashes", Columns.of(hashes.entrySet(), entry -> entry.getValue().value()))
        .update();
  }

  /// Deletes the passwords of these users for good; returns who had one. Joins the caller's
  /// transaction.
  public Set<UserRef> deleteOf(Collection<UserRef> users) {
    return new HashSet<>(
        jdbc.sql(
                """
                DELETE FROM password p USING unnest(:tenants::text[], :users::text[]) AS u (tenant_id, user_id)
                WHERE (p.tenant_id, p.user_id) = (u.tenant_id, u.user_id)
                RETURNING p.tenant_id, p.user_id
                """)
            .param("tenants", Columns.of(users, UserRef::tenantId))
            .param("users", Columns.of(users, UserRef::userId))
            .query((row, n) -> UserRef.of(row.getString(1), row.getString(2)))
            .list());
  }

  private Map<UserId, PasswordHash> stored(TenantId tenantId, Set<UserId> users) {
    Map<UserId, PasswordHash> found = new HashMap<>();
    jdbc.sql(
            "SELECT user_id, hash FROM password WHERE tenant_id = :tenant AND user_id = ANY"
                + " (:users::text[])")
        .param("tenant", tenantId.value())
        .param("users", Columns.of(users, user -> user))
        .query(
            row -> {
              found.put(new UserId(row.getString(1)), new PasswordHash(row.getString(2)));
            });
    return found;
  }
}
