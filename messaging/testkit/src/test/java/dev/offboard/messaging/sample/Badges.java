package dev.offboard.messaging.sample;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.participant.Fences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The app's own write path: hands out badges under the fence.
@Component
public class Badges {
  private final JdbcClient jdbc;
  private final Fences fences;

  Badges(JdbcClient jdbc, Fences fences) {
    this.jdbc = jdbc;
    this.fences = fences;
  }

  /// Returns whether the user got one.
  @Transactional
  public boolean issue(UserRef user, String door) {
    Fence fence = fences.lock(user);
    return fence.isOpen()
        && jdbc.sql("INSERT INTO badge VALUES (?, ?, ?, ?)")
                .params(user.tenantId().value(), user.userId().value(), door, fence.epoch().value())
                .update()
            == 1;
  }

  public long count(UserRef user) {
    return jdbc.sql("SELECT count(*) FROM badge WHERE (tenant_id, user_id) = (?, ?)")
        .params(user.tenantId().value(), user.userId().value())
        .query(Long.class)
        .single();
  }
}
