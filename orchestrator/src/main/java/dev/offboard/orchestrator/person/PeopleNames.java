package dev.offboard.orchestrator.person;

import dev.offboard.messaging.access.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people who operate the platform are called, for pages alone: logs, messages and the audit
/// log know them by their subject. Somebody who is bound to a tenant learns no names of others.
@Component
public class PeopleNames {
  private final JdbcClient jdbc;

  PeopleNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// By subject; absent for programs, people of a provider, those who were erased, and those whom
  /// the reader doesn't know.
  public Map<String, String> of(Collection<String> subjects, Caller reader) {
    Map<String, String> names = new HashMap<>();
    jdbc.sql(
            """
            SELECT subject, sign_in_name FROM person
            WHERE subject = ANY (:subjects) AND sign_in_name IS NOT NULL
              AND (:tenant::text IS NULL OR tenant_id = :tenant)
            """)
        .param("subjects", subjects.stream().distinct().toArray(String[]::new))
        .param("tenant", reader.tenant() == null ? null : reader.tenant().value())
        .query(
            row -> {
              names.put(row.getString(1), row.getString(2));
            });
    return names;
  }
}
