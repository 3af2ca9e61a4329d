package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Fences every user by (epoch, standing), which only grows. An announcement takes the row
/// exclusively; a local write (a grant, a session) share-locks it first. So of two that race,
/// either the write sees the block, or the clean-up sees what was written (invariant I4).
public class Fences {
  private final JdbcClient jdbc;

  public Fences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The user's fence, share-locked until the caller's transaction ends; made (epoch 1, OPEN) for a
  /// user never heard of.
  @Transactional(propagation = Propagation.MANDATORY)
  public Fence lock(UserRef user) {
    jdbc.sql("INSERT INTO fence (tenant_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(user.tenantId().value(), user.userId().value())
        .update();
    return jdbc.sql(
            "SELECT epoch, standing FROM fence WHERE tenant_id = ? AND user_id = ? FOR SHARE")
        .params(user.tenantId().value(), user.userId().value())
        .query(
            (row, n) ->
                new Fence(
                    user,
                    new Epoch(row.getInt("epoch")),
                    Standing.values()[row.getInt("standing")]))
        .single();
  }

  /// Moves each user's fence up to its target; returns the users for whom the target is in force
  /// now. The others stand higher already: their announcement is stale. No user may occur twice.
  Set<UserRef> advance(List<Fence> targets) {
    List<Fence> inLockOrder =
        targets.stream().sorted(java.util.Comparator.comparing(f -> f.user().key())).toList();
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO fence (tenant_id, user_id, epoch, standing)
                SELECT * FROM unnest(:tenants::text[], :users::text[], :epochs::int[], :standings::smallint[])
                ON CONFLICT (tenant_id, user_id) DO UPDATE
                  SET epoch = excluded.epoch, standing = excluded.standing, changed_at = now()
                  WHERE (fence.epoch, fence.standing) <= (excluded.epoch, excluded.standing)
                RETURNING tenant_id, user_id
                """)
            .param("tenants", text(inLockOrder, f -> f.user().tenantId().value()))
            .param("users", text(inLockOrder, f -> f.user().userId().value()))
            .param("epochs", text(inLockOrder, f -> f.epoch().toString()))
            .param("standings", text(inLockOrder, f -> String.valueOf(f.standing().ordinal())))
            .query((row, n) -> UserRef.of(row.getString(1), row.getString(2)))
            .list());
  }

  private static String[] text(
      List<Fence> fences, java.util.function.Function<Fence, String> value) {
    return fences.stream().map(value).toArray(String[]::new);
  }
}
