package dev.offboard.orchestrator.person;

import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.access.AccessRecords;
import dev.offboard.orchestrator.access.AccessRecords.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What administrators change in the table `person`. Each change is told to the audit in its
/// transaction; one that changes nothing is told to nobody.
@Component
class PersonChanges {
  private final JdbcClient jdbc;
  private final PasswordHashes hashes;
  private final AccessRecords records;

  PersonChanges(JdbcClient jdbc, PasswordHashes hashes, AccessRecords records) {
    this.jdbc = jdbc;
    this.hashes = hashes;
    this.records = records;
  }

  /// Empty if there is no such person.
  @Transactional
  public Optional<Person> setRoles(PersonId id, Set<Role> roles, String by) {
    return told(
        Change.ROLES_CHANGED,
        jdbc.sql(
                "UPDATE person SET roles = string_to_array(:roles, ' ') WHERE id = :id RETURNING *")
            .param("roles", PersonRow.roles(roles))
            .param("id", id.value())
            .query((row, number) -> PersonRow.read(row))
            .optional(),
        by);
  }

  /// Ends every session at its next request. Again changes nothing.
  @Transactional
  public Optional<Person> disable(PersonId id, String by) {
    return told(
        Change.ACCOUNT_DISABLED,
        jdbc.sql(
                """
                UPDATE person SET disabled_at = now(), disabled_by = :by
                WHERE id = :id AND disabled_at IS NULL RETURNING *
                """)
            .param("id", id.value())
            .param("by", by)
            .query((row, number) -> PersonRow.read(row))
            .optional(),
        by);
  }

  @Transactional
  public Optional<Person> enable(PersonId id, String by) {
    return told(
        Change.ACCOUNT_ENABLED,
        jdbc.sql(
                """
                UPDATE person SET disabled_at = NULL, disabled_by = NULL
                WHERE id = ? AND disabled_at IS NOT NULL RETURNING *
                """)
            .param(id.value())
            .query((row, number) -> PersonRow.read(row))
            .optional(),
        by);
  }

  /// At their next request. With none there nothing is told to anybody.
  @Transactional
  public void endSessions(Person person, String by) {
    int ended =
        jdbc.sql("DELETE FROM sign_in WHERE person_id = ?").param(person.id().value()).update();
    if (ended > 0) {
      records.tell(Change.SESSIONS_ENDED, List.of(person.holder()), by);
    }
  }

  /// To one for a single sign-in; whoever is signed in with the one before is out. Empty for who
  /// has none: people of a provider, and who was erased.
  @Transactional
  public Optional<Person> reset(PersonId id, Password next, String by) {
    jdbc.sql("DELETE FROM sign_in WHERE person_id = ?").param(id.value()).update();
    return told(
        Change.PASSWORD_RESET,
        jdbc.sql(
                """
                UPDATE person SET password_hash = :hash, must_change = true
                WHERE id = :id AND name_key IS NOT NULL RETURNING *
                """)
            .param("hash", hashes.hash(next))
            .param("id", id.value())
            .query((row, number) -> PersonRow.read(row))
            .optional(),
        by);
  }

  /// Whether somebody else who may come in is an administrator of all tenants. Holds whoever asks
  /// at the same time, so that two don't go together.
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean hasOtherGlobalAdministrator(PersonId id) {
    return jdbc
        .sql(
            """
            SELECT id FROM person
            WHERE tenant_id IS NULL AND 'administrator' = ANY(roles) AND disabled_at IS NULL
            ORDER BY id FOR UPDATE
            """)
        .query((row, number) -> PersonRow.id(row))
        .list()
        .stream()
        .anyMatch(other -> !other.equals(id));
  }

  private Optional<Person> told(Change change, Optional<Person> changed, String by) {
    changed.ifPresent(it -> records.tell(change, List.of(it.holder()), by));
    return changed;
  }
}
