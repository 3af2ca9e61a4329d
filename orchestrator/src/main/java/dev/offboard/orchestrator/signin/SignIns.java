package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.person.People;
import dev.offboard.orchestrator.person.Person;
import dev.offboard.orchestrator.person.PersonId;
import dev.offboard.orchestrator.person.PersonRow;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The table `sign_in`: who is signed in. A session names a row of it and is nobody's without: what
/// ends a sign-in, at whichever instance, ends its session at the next request.
@Component
class SignIns {
  /// After that one signs in again, however busy one was: a working day with some to spare.
  static final Duration LONGEST = Duration.ofHours(12);

  private static final long FORGET_EVERY_MILLIS = 600_000;

  private final JdbcClient jdbc;
  private final People people;

  SignIns(JdbcClient jdbc, People people) {
    this.jdbc = jdbc;
    this.people = people;
  }

  SignInId open(PersonId person) {
    return open(person, null);
  }

  /// @param sid the session at the provider, if it is one's
  SignInId open(PersonId person, @Nullable ProviderSid sid) {
    SignInId id = new SignInId(UUID.randomUUID());
    jdbc.sql("INSERT INTO sign_in (id, person_id, provider_sid) VALUES (:id, :person, :sid)")
        .param("id", id.value())
        .param("person", person.value())
        .param("sid", sid == null ? null : sid.hash())
        .update();
    people.noteSignIn(person);
    return id;
  }

  /// Who it is, as they are now; empty if it has ended or they may not come in any more.
  public Optional<Person> find(SignInId id) {
    return jdbc.sql(
            """
            SELECT p.* FROM sign_in s JOIN person p ON p.id = s.person_id
            WHERE s.id = :id AND s.signed_in_at > now() - make_interval(secs => :longest)
              AND p.disabled_at IS NULL
              AND (p.user_id IS NULL OR NOT has_left(p.user_tenant_id, p.user_id))
            """)
        .param("id", id.value())
        .param("longest", LONGEST.toSeconds())
        .query((row, number) -> PersonRow.read(row))
        .optional();
  }

  public void end(SignInId id) {
    jdbc.sql("DELETE FROM sign_in WHERE id = ?").param(id.value()).update();
  }

  /// All that came from that session at the provider.
  public void endAllOf(ProviderSid sid) {
    jdbc.sql("DELETE FROM sign_in WHERE provider_sid = ?").param(sid.hash()).update();
  }

  /// @param subject as the audit names them
  public void endAllOf(String subject) {
    jdbc.sql("DELETE FROM sign_in USING person p WHERE p.id = person_id AND p.subject = ?")
        .param(subject)
        .update();
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
