package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.MicronautData;
import dev.offboard.session.token.SessionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes through a Micronaut repository and through Spring's JdbcClient within one method.
class BothWays {
  private final StoredSessions repository;
  private final Probes probes;
  private final JdbcClient jdbc;

  BothWays(MicronautData data, JdbcClient jdbc) {
    this.repository = data.repository(StoredSessions.class);
    this.probes = data.repository(Probes.class);
    this.jdbc = jdbc;
  }

  @Transactional
  Seen write(UserRef user, Runnable before) {
    SessionId id = SessionId.random();
    repository.save(sessionOf(id, user));
    boolean jdbcSeesRepository =
        jdbc.sql("SELECT count(*) FROM session WHERE id = ?")
                .param(id.value())
                .query(Long.class)
                .single()
            == 1;
    jdbc.sql("UPDATE session SET device = 'by jdbc' WHERE id = ?").param(id.value()).update();
    boolean repositorySeesJdbc =
        repository.findById(id).map(Session::device).filter("by jdbc"::equals).isPresent();
    long inJdbc = jdbc.sql("SELECT txid_current()").query(Long.class).single();
    Seen seen = new Seen(id, jdbcSeesRepository, repositorySeesJdbc, inJdbc, probes.transaction());
    before.run();
    return seen;
  }

  @Transactional(propagation = Propagation.REQUIRES_NEW)
  Seen writeApart(UserRef user, Runnable before) {
    return write(user, before);
  }

  private static Session sessionOf(SessionId id, UserRef user) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new Session(
        id,
        user.tenantId(),
        user.userId(),
        Epoch.FIRST,
        null,
        null,
        SessionState.LIVE,
        null,
        now,
        now,
        now.plusSeconds(60),
        null,
        List.of("crm"));
  }

  record Seen(
      SessionId id,
      boolean jdbcSeesRepository,
      boolean repositorySeesJdbc,
      long transactionOfJdbc,
      long transactionOfRepository) {}
}
