package dev.offboard.session.login;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.session.token.SessionId;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Limit;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredSessions extends GenericRepository<Session, SessionId> {
  void save(Session session);

  Optional<Session> findById(SessionId id);

  @Query("SELECT * FROM session WHERE id = :id FOR UPDATE")
  Optional<Session> lock(SessionId id);

  List<Session> findByTenantIdAndUserIdOrderByCreatedAtDesc(
      TenantId tenantId, UserId userId, Limit limit);

  @Query(
      """
      UPDATE session SET state = 'ENDED', end_reason = :reason, ended_at = :now
      WHERE id = :id AND state = 'LIVE'
      """)
  int end(SessionId id, EndReason reason, Instant now);

  @Query(
      """
      UPDATE session SET last_seen_at = :now, expires_at = :expiresAt WHERE id = :id
      """)
  void seen(SessionId id, Instant now, Instant expiresAt);
}
