package dev.offboard.session.token;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredTokens extends GenericRepository<Token, TokenHash> {
  Optional<Token> findByHash(TokenHash hash);

  void saveAll(List<Token> tokens);

  @Query("UPDATE token SET used_at = :now WHERE hash = :hash")
  void markUsed(TokenHash hash, Instant now);

  void deleteByHash(TokenHash hash);

  void deleteBySessionId(SessionId sessionId);

  @Query("DELETE FROM token WHERE session_id = :sessionId AND expires_at <= :now")
  void deleteExpired(SessionId sessionId, Instant now);
}
