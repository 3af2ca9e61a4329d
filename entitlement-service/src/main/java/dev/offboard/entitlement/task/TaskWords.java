package dev.offboard.entitlement.task;

import dev.offboard.contracts.UserRef;
import java.util.Collection;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What people wrote when they completed tasks: the only free text here, and it may name somebody.
/// It stays in the task and is forgotten with the user.
@Component
class TaskWords {
  private final JdbcClient jdbc;

  TaskWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Of all of their tasks, whatever offboarding they are of. That they were done, when and how
  /// stays.
  @Transactional(propagation = Propagation.MANDATORY)
  void forgetAbout(Collection<UserRef> users) {
    jdbc.sql(
            """
            UPDATE task SET note = NULL, proof = NULL
            FROM unnest(:tenants::text[], :users::text[]) AS gone (tenant_id, user_id)
            WHERE (task.tenant_id, task.user_id) = (gone.tenant_id, gone.user_id)
              AND (task.note IS NOT NULL OR task.proof IS NOT NULL)
            """)
        .param("tenants", column(users, user -> user.tenantId().value()))
        .param("users", column(users, user -> user.userId().value()))
        .update();
  }

  private static String[] column(Collection<UserRef> users, Function<UserRef, String> value) {
    return users.stream().map(value).toArray(String[]::new);
  }
}
