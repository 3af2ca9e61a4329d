package dev.offboard.identity.account;

import dev.offboard.contracts.UserRef;
import dev.offboard.identity.Columns;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What announcements do to accounts, by the batch, one statement each. Joins the caller's
/// transaction, which holds the users' fences exclusively. Users this service does not know are
/// passed over.
@Component
public final class AccountBlocks {
  private final JdbcClient jdbc;

  AccountBlocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those who are active and protected: nothing may be done to them (invariant I15).
  public Set<UserRef> protectedAmong(List<Holder> holders) {
    return users(
        """
        SELECT a.tenant_id, a.user_id FROM account a JOIN asked USING (tenant_id, user_id)
        WHERE a.protected AND a.status = 'ACTIVE'
        """,
        holders);
  }

  /// Those erased in the epoch before the one asked for, or later. A tombstone of an epoch before
  /// that belongs to somebody who was re-hired and not made anew yet: nothing of it is asked back.
  public Set<UserRef> erasedAmong(List<Holder> holders) {
    return users(
        """
        SELECT a.tenant_id, a.user_id FROM account a JOIN asked USING (tenant_id, user_id)
        WHERE a.status = 'ERASED' AND a.epoch >= asked.epoch - 1
        """,
        holders);
  }

  /// Refuses sign-in and keys from the commit on; returns those who were active.
  public Set<UserRef> deprovision(List<Holder> holders) {
    return users(
        """
        UPDATE account a SET status = 'DEPROVISIONED', epoch = asked.epoch, changed_at = now() FROM asked
        WHERE (a.tenant_id, a.user_id) = (asked.tenant_id, asked.user_id) AND a.status = 'ACTIVE'
        RETURNING a.tenant_id, a.user_id
        """,
        holders);
  }

  /// Gives access back under the new epoch; returns those whose account stands under it now. A
  /// tombstone stays one.
  public Set<UserRef> reinstate(List<Holder> holders) {
    return users(
        """
        UPDATE account a SET status = 'ACTIVE', epoch = asked.epoch, changed_at = now() FROM asked
        WHERE (a.tenant_id, a.user_id) = (asked.tenant_id, asked.user_id) AND a.status <> 'ERASED'
        RETURNING a.tenant_id, a.user_id
        """,
        holders);
  }

  /// Leaves a tombstone of each; returns those who had more.
  public Set<UserRef> erase(List<Holder> holders) {
    return users(
        """
        UPDATE account a
        SET status = 'ERASED', epoch = asked.epoch, user_name = NULL, user_name_key = NULL, display_name = NULL,
            mail = NULL, external_id = NULL, other_contract_until = NULL, changed_at = now()
        FROM asked
        WHERE (a.tenant_id, a.user_id) = (asked.tenant_id, asked.user_id) AND a.status <> 'ERASED'
        RETURNING a.tenant_id, a.user_id
        """,
        holders);
  }

  /// Those who may still sign in at or below the epoch asked for.
  public Set<UserRef> activeAmong(List<Holder> holders) {
    return users(
        """
        SELECT a.tenant_id, a.user_id FROM account a JOIN asked USING (tenant_id, user_id)
        WHERE a.status = 'ACTIVE' AND a.epoch <= asked.epoch
        """,
        holders);
  }

  private Set<UserRef> users(String statement, Collection<Holder> holders) {
    return new HashSet<>(
        jdbc.sql(
                """
                WITH asked AS (
                  SELECT * FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
                )
                """
                    + statement)
            .param("tenants", Columns.of(holders, holder -> holder.user().tenantId()))
            .param("users", Columns.of(holders, holder -> holder.user().userId()))
            .param("epochs", Columns.of(holders, Holder::epoch))
            .query((row, n) -> UserRef.of(row.getString(1), row.getString(2)))
            .list());
  }
}
