package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.util.Map;

/// What the directory needs when users are put together with passwords.
public interface NewPasswords {
  /// Hashes those that differ from what is stored; the result has no others. Slow on purpose: call
  /// it outside of any transaction.
  Map<UserId, PasswordHash> hashed(TenantId tenantId, Map<UserId, Password> passwords);

  /// Joins the caller's transaction.
  void store(TenantId tenantId, Map<UserId, PasswordHash> hashes);
}
