package dev.offboard.entitlement.task;

import dev.offboard.entitlement.connection.Connection;
import dev.offboard.entitlement.connection.ConnectionChanged;
import dev.offboard.entitlement.connection.Disconnecting;
import dev.offboard.messaging.chassis.ApiProblem;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Follows what people do to connections, in their transaction: put again, its tasks are tried at
/// once; taken away, it must have none left.
@Component
class ConnectionWatch {
  private final JdbcClient jdbc;
  private final Leases leases;
  private final Bell bell;

  ConnectionWatch(JdbcClient jdbc, Leases leases, Bell bell) {
    this.jdbc = jdbc;
    this.leases = leases;
    this.bell = bell;
  }

  @EventListener
  void on(ConnectionChanged changed) {
    leases.hurry(changed.key());
    bell.ringAfterCommit();
  }

  @EventListener
  void on(Disconnecting disconnecting) {
    Connection.Key key = disconnecting.key();
    long left =
        jdbc.sql(
                """
                SELECT count(*) FROM task
                WHERE tenant_id = ? AND application_id = ? AND state IN ('waiting', 'open')
                """)
            .params(key.tenantId().value(), key.applicationId().value())
            .query(Long.class)
            .single();
    if (left > 0) {
      throw ApiProblem.conflict(
              "tasks-open",
              "Application %s of tenant %s has %d open tasks. Nothing was changed; if it can't be reached any more, put the connection as manual and complete them by hand."
                  .formatted(key.applicationId(), key.tenantId(), left))
          .with("open", left);
    }
  }
}
