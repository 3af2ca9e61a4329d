package dev.offboard.session.offboarding;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rows of one tenant, past every check of the service.
final class SessionRows {
  private final JdbcClient jdbc;
  private final String tenant;

  SessionRows(JdbcClient jdbc, String tenant) {
    this.jdbc = jdbc;
    this.tenant = tenant;
  }

  /// A session as only a defect or a foreign hand can make it.
  void insertBehindTheBlock(String user) {
    jdbc.sql(
            """
            WITH s AS (
              INSERT INTO session (id, tenant_id, user_id, epoch, state, created_at, last_seen_at, expires_at)
              VALUES (gen_random_uuid(), ?, ?, 1, 'LIVE', now(), now(), now() + interval '1 day')
              RETURNING id, user_id)
            INSERT INTO token (hash, session_id, kind, issued_at, expires_at)
            SELECT user_id || kind, id, kind, now(), now() + interval '1 day'
            FROM s, unnest(ARRAY['ACCESS', 'REFRESH']) AS kind
            """)
        .params(tenant, user)
        .update();
  }

  long tokensOf(String user) {
    return jdbc.sql(
            """
            SELECT count(*) FROM token t JOIN session s ON s.id = t.session_id
            WHERE s.tenant_id = ? AND s.user_id = ?
            """)
        .params(tenant, user)
        .query(Long.class)
        .single();
  }

  List<String> statesOf(String user) {
    return jdbc.sql("SELECT state FROM session WHERE tenant_id = ? AND user_id = ?")
        .params(tenant, user)
        .query(String.class)
        .list();
  }
}
