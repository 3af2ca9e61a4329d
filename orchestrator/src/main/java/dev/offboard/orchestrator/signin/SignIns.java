package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.person.Person;
import dev.offboard.orchestrator.person.PersonId;
import dev.offboard.orchestrator.person.PersonRow;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The table `sign_in`: who is signed in. A session names a row of it and is nobody's without: what
/// ends a sign-in, at whichever instance, ends its session at the next request.
@Component
class SignIns {
  /// After that one signs in again, however busy one was: a working day with some to spare.
  static final Duration LONGEST = Duration.ofHours(12);

  private static final long FORGET_EVERY_MILLIS = 600_000;

  private final JdbcClient jdbc;

  SignIns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  public SignInId open(PersonId person) {
    SignInId id = new SignInId(UUID.randomUUID());
    jdbc.sql("INSERT INTO sign_in (id, person_id) VALUES (?, ?)")
        .params(id.value(), person.value())
        .update();
    jdbc.sql("UPDATE person SET last_sign_in_at = now() WHERE id = ?")
        .param(person.value())
        .update();
    return id;
  }

  /// Who it is, as they are now; empty if it has ended or they may not come in any more.
  public Optional<Person> find(SignInId id) {
    return jdbc.sql(
            """
            SELECT p.* FROM sign_in s JOIN person p ON p.id = s.person_id
            WHERE s.id = :id AND s.signed_in_at > now() - make_interval(secs => :longest)
              AND p.disabled_at IS NULL
            """)
        .param("id", id.value())
        .param("longest", LONGEST.toSeconds())
        .query((row, number) -> PersonRow.read(row))
        .optional();
  }

  public void end(SignInId id) {
    jdbc.sql("DELETE FROM sign_in WHERE id = ?").param(id.value()).update();
  }

  /// Everywhere.
  public void endAllOf(PersonId person) {
    jdbc.sql("DELETE FROM sign_in WHERE person_id = ?").param(person.value()).update();
  }

  @Scheduled(initialDelay = FORGET_EVERY_MILLIS, fixedDelay = FORGET_EVERY_MILLIS)
  void forget() {
    jdbc.sql("DELETE FROM sign_in WHERE signed_in_at <= now() - make_interval(secs => ?)")
        .param(LONGEST.toSeconds())
        .update();
  }
}
