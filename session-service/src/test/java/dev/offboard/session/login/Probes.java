package dev.offboard.session.login;

import dev.offboard.session.token.SessionId;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/// Which transaction is a Micronaut repository in?
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Probes extends GenericRepository<Session, SessionId> {
  @Query("SELECT txid_current()")
  long transaction();
}
