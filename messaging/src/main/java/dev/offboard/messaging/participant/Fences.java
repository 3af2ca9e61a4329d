package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Fences every user by (epoch, standing), which only grows. An announcement takes the row
/// exclusively; a local write (a grant, a session) locks it first. So of two that race, either the
/// write sees the block, or the clean-up sees what was written (invariant I4).
public class Fences {
  private final JdbcClient jdbc;

  public Fences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The user's fence, locked until the caller's transaction ends; made (epoch 1, OPEN) for a user
  /// never heard of.
  @Transactional(propagation = Propagation.MANDATORY)
  public Fence lock(UserRef user) {
    return Objects.requireNonNull(lock(List.of(user)).get(user));
  }

  /// The fences of many users, as [#lock(UserRef)] does it for one, in two statements.
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<UserRef, Fence> lock(Collection<UserRef> users) {
    Map<String, Object> columns =
        columns(
            inLockOrder(
                users.stream()
                    .distinct()
                    .map(user -> new Fence(user, Epoch.FIRST, Standing.OPEN))
                    .toList()));
    // makes the missing rows and locks the others without a change, in one pass and one order: two
    // passes could wait in a circle with an announcement to the same users
    jdbc.sql(
            """
            INSERT INTO fence (tenant_id, user_id)
            SELECT * FROM unnest(:tenants::text[], :users::text[])
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET epoch = fence.epoch WHERE false
            """)
        .params(columns)
        .update();
    Map<UserRef, Fence> locked = new HashMap<>();
    jdbc.sql(
            """
            SELECT f.tenant_id, f.user_id, f.epoch, f.standing
            FROM fence f
            JOIN unnest(:tenants::text[], :users::text[]) AS u (tenant_id, user_id)
              USING (tenant_id, user_id)
            """)
        .params(columns)
        .query(
            row -> {
              UserRef user = UserRef.of(row.getString(1), row.getString(2));
              locked.put(
                  user,
                  new Fence(user, new Epoch(row.getInt(3)), Standing.values()[row.getInt(4)]));
            });
    return locked;
  }

  /// Moves each user's fence up to its target. The users in the result are those for whom the
  /// target is in force now, with the fence they had before; the others stand higher already, their
  /// announcement is stale. No user may occur twice.
  Map<UserRef, Fence> advance(List<Fence> targets) {
    Map<UserRef, Fence> before = new HashMap<>();
    jdbc.sql(
            """
            INSERT INTO fence (tenant_id, user_id, epoch, standing)
            SELECT * FROM unnest(:tenants::text[], :users::text[], :epochs::int[], :standings::smallint[])
            ON CONFLICT (tenant_id, user_id) DO UPDATE
              SET epoch = excluded.epoch, standing = excluded.standing, changed_at = now()
              WHERE (fence.epoch, fence.standing) <= (excluded.epoch, excluded.standing)
            RETURNING new.tenant_id, new.user_id, coalesce(old.epoch, 1), coalesce(old.standing, 0)
            """)
        .params(columns(inLockOrder(targets)))
        .query(
            row -> {
              UserRef user = UserRef.of(row.getString(1), row.getString(2));
              before.put(
                  user,
                  new Fence(user, new Epoch(row.getInt(3)), Standing.values()[row.getInt(4)]));
            });
    return before;
  }

  /// Puts fences back to where they stood before [#advance] in this transaction: the participant
  /// refused and did nothing, so nothing of it may stay.
  void restore(List<Fence> before) {
    if (before.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE fence SET epoch = b.epoch, standing = b.standing
            FROM unnest(:tenants::text[], :users::text[], :epochs::int[], :standings::smallint[])
                 AS b (tenant_id, user_id, epoch, standing)
            WHERE (fence.tenant_id, fence.user_id) = (b.tenant_id, b.user_id)
            """)
        .params(columns(inLockOrder(before)))
        .update();
  }

  /// Every transaction takes the rows in the same order, so no two wait for each other in a circle.
  private static List<Fence> inLockOrder(List<Fence> fences) {
    return fences.stream().sorted(Comparator.comparing(f -> f.user().key())).toList();
  }

  private static Map<String, Object> columns(List<Fence> fences) {
    return Map.of(
        "tenants", text(fences, f -> f.user().tenantId().value()),
        "users", text(fences, f -> f.user().userId().value()),
        "epochs", text(fences, f -> f.epoch().toString()),
        "standings", text(fences, f -> String.valueOf(f.standing().ordinal())));
  }

  private static String[] text(List<Fence> fences, Function<Fence, String> value) {
    return fences.stream().map(value).toArray(String[]::new);
  }
}
