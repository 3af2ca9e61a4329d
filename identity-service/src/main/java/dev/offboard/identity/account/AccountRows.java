package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes many accounts of one tenant in one statement. Joins the caller's transaction, which holds
/// the tenant's row and the users' fences.
@Component
final class AccountRows {
  private final JdbcClient jdbc;

  AccountRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Who holds which of these user names now.
  Map<String, UserId> holdersOf(TenantId tenantId, Collection<String> keys) {
    Map<String, UserId> holders = new HashMap<>();
    jdbc.sql(
            """
            SELECT user_name_key, user_id FROM account
            WHERE tenant_id = :tenant AND user_name_key = ANY (:keys::text[])
            """)
        .param("tenant", tenantId.value())
        .param("keys", Columns.of(keys, key -> key))
        .query(
            row -> {
              holders.put(row.getString(1), new UserId(row.getString(2)));
            });
    return holders;
  }

  void insert(TenantId tenantId, List<Account> accounts) {
    write(
        """
        INSERT INTO account (tenant_id, user_id, status, kind, epoch, protected, administrator,
                             user_name, user_name_key, display_name, mail, external_id, other_contract_until)
        SELECT :tenant, a.id, 'ACTIVE', a.kind, a.epoch, a.protected, a.administrator, a.name, a.key, a.display, a.mail, a.external, a.until
        FROM unnest(:ids::text[], :kinds::text[], :epochs::int[], :protected::boolean[], :administrators::boolean[], :names::text[],
                    :keys::text[], :displays::text[], :mails::text[], :externals::text[], :until::timestamptz[])
             AS a (id, kind, epoch, protected, administrator, name, key, display, mail, external, until)
        """,
        tenantId,
        accounts);
  }

  void update(TenantId tenantId, List<Account> accounts) {
    write(
        """
        UPDATE account SET kind = a.kind, protected = a.protected, administrator = a.administrator, user_name = a.name, user_name_key = a.key,
               display_name = a.display, mail = a.mail, external_id = a.external, other_contract_until = a.until, changed_at = now()
        FROM unnest(:ids::text[], :kinds::text[], :epochs::int[], :protected::boolean[], :administrators::boolean[], :names::text[],
                    :keys::text[], :displays::text[], :mails::text[], :externals::text[], :until::timestamptz[])
             AS a (id, kind, epoch, protected, administrator, name, key, display, mail, external, until)
        WHERE account.tenant_id = :tenant AND account.user_id = a.id AND account.status = 'ACTIVE'
        """,
        tenantId,
        accounts);
  }

  /// In the place of tombstones.
  void rehire(TenantId tenantId, List<Account> accounts) {
    write(
        """
        UPDATE account SET status = 'ACTIVE', epoch = a.epoch, kind = a.kind, protected = a.protected, administrator = a.administrator,
               user_name = a.name, user_name_key = a.key, display_name = a.display, mail = a.mail,
               external_id = a.external, other_contract_until = a.until, changed_at = now()
        FROM unnest(:ids::text[], :kinds::text[], :epochs::int[], :protected::boolean[], :administrators::boolean[], :names::text[],
                    :keys::text[], :displays::text[], :mails::text[], :externals::text[], :until::timestamptz[])
             AS a (id, kind, epoch, protected, administrator, name, key, display, mail, external, until)
        WHERE account.tenant_id = :tenant AND account.user_id = a.id AND account.status = 'ERASED'
        """,
        tenantId,
        accounts);
  }

  private void write(String sql, TenantId tenantId, List<Account> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    jdbc.sql(sql)
        .param("tenant", tenantId.value())
        .param("ids", Columns.of(accounts, Account::userId))
        .param("kinds", Columns.of(accounts, account -> account.kind().name()))
        .param("epochs", Columns.of(accounts, Account::epoch))
        .param("protected", Columns.of(accounts, Account::isProtected))
        .param("administrators", Columns.of(accounts, Account::isAdministrator))
        .param("names", Columns.of(accounts, Account::userName))
        .param("keys", Columns.of(accounts, AccountRows::key))
        .param("displays", Columns.of(accounts, Account::displayName))
        .param("mails", Columns.of(accounts, Account::mail))
        .param("externals", Columns.of(accounts, Account::externalId))
        .param("until", Columns.of(accounts, Account::otherContractUntil))
        .update();
  }

  private static @Nullable String key(Account account) {
    return account.userName() == null ? null : UserName.keyOf(account.userName());
  }
}
