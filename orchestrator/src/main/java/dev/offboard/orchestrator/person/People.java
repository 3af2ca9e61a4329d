package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.access.AccessRecords;
import dev.offboard.orchestrator.access.AccessRecords.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The table `person`. What changes it tells the audit in the same transaction.
@Component
public class People {
  private final JdbcClient jdbc;
  private final PasswordHashes hashes;
  private final AccessRecords records;

  People(JdbcClient jdbc, PasswordHashes hashes, AccessRecords records) {
    this.jdbc = jdbc;
    this.hashes = hashes;
    this.records = records;
  }

  /// Who is to get an account.
  record Wish(
      SignInName name, @Nullable TenantId tenantId, Set<Role> roles, @Nullable UserRef user) {}

  /// What there is to compare a password with.
  ///
  /// @param hash absent if nobody has that name or the account is disabled
  public record Candidate(@Nullable PersonId id, @Nullable String hash) {}

  /// With a password for one sign-in. Empty if somebody has that name.
  @Transactional
  public Optional<Person> add(Wish wish, Password first, String by) {
    PersonId id = PersonId.random();
    Optional<Person> made =
        jdbc.sql(
                """
                INSERT INTO person (id, subject, sign_in_name, name_key, password_hash, tenant_id, roles,
                  user_tenant_id, user_id, must_change, created_by)
                VALUES (:id, :subject, :name, :key, :hash, :tenant, string_to_array(:roles, ' '),
                  :userTenant, :user, true, :by)
                ON CONFLICT (name_key) DO NOTHING RETURNING *
                """)
            .param("id", id.value())
            .param("subject", id.subject())
            .param("name", wish.name().value())
            .param("key", wish.name().key())
            .param("hash", hashes.hash(first))
            .param("tenant", wish.tenantId() == null ? null : wish.tenantId().value())
            .param("roles", PersonRow.roles(wish.roles()))
            .param("userTenant", wish.user() == null ? null : wish.user().tenantId().value())
            .param("user", wish.user() == null ? null : wish.user().userId().value())
            .param("by", by)
            .query((row, number) -> PersonRow.read(row))
            .optional();
    return told(Change.ACCOUNT_CREATED, made, by);
  }

  /// Whom a provider vouches for, with what it says of them now.
  @Transactional
  public Person ofProvider(Caller caller) {
    Optional<Person> known =
        jdbc.sql("SELECT * FROM person WHERE subject = ? FOR UPDATE")
            .param(caller.subject())
            .query((row, number) -> PersonRow.read(row))
            .optional();
    UserRef user = caller.person();
    Person now =
        jdbc.sql(
                """
                INSERT INTO person (id, subject, tenant_id, roles, user_tenant_id, user_id, must_change, created_by)
                VALUES (:id, :subject, :tenant, string_to_array(:roles, ' '), :userTenant, :user, false, 'provider')
                ON CONFLICT (subject) DO UPDATE SET tenant_id = excluded.tenant_id, roles = excluded.roles,
                  user_tenant_id = excluded.user_tenant_id, user_id = excluded.user_id
                RETURNING *
                """)
            .param("id", PersonId.random().value())
            .param("subject", caller.subject())
            .param("tenant", caller.tenant() == null ? null : caller.tenant().value())
            .param("roles", PersonRow.roles(caller.roles()))
            .param("userTenant", user == null ? null : user.tenantId().value())
            .param("user", user == null ? null : user.userId().value())
            .query((row, number) -> PersonRow.read(row))
            .single();
    if (known.isEmpty()) {
      records.tell(Change.ACCOUNT_CREATED, List.of(now.holder()), "provider");
    } else if (!known.get().holder().equals(now.holder())) {
      records.tell(Change.ROLES_CHANGED, List.of(now.holder()), "provider");
    }
    return now;
  }

  /// Notes when; the audit hears of the first time of whoever administers all tenants.
  @Transactional
  public void noteSignIn(PersonId id) {
    jdbc
        .sql(
            """
            WITH before AS (SELECT id, last_sign_in_at AS at FROM person WHERE id = ? FOR UPDATE)
            UPDATE person p SET last_sign_in_at = now() FROM before b WHERE p.id = b.id
            RETURNING p.*, b.at IS NULL AS is_first
            """)
        .param(id.value())
        .query(
            (row, number) ->
                row.getBoolean("is_first")
                    ? Optional.of(PersonRow.read(row))
                    : Optional.<Person>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .filter(Person::isGlobalAdministrator)
        .forEach(it -> records.tell(Change.FIRST_SIGN_IN, List.of(it.holder()), it.subject()));
  }

  /// That whoever tries the name now has to wait, the person too.
  @Transactional
  public void noteLockedOut(PersonId id) {
    find(id).ifPresent(it -> records.tell(Change.LOCKED_OUT, List.of(it.holder()), it.subject()));
  }

  /// Whether nobody has ever had an account.
  boolean isEmpty() {
    return jdbc.sql("SELECT NOT EXISTS (SELECT FROM person)").query(Boolean.class).single();
  }

  /// Of a tenant, or all; the latest first, at most `most`.
  List<Person> list(@Nullable TenantId tenant, int most) {
    return jdbc.sql(
            """
            SELECT * FROM person WHERE :tenant::text IS NULL OR tenant_id = :tenant
            ORDER BY created_at DESC, id LIMIT :most
            """)
        .param("tenant", tenant == null ? null : tenant.value())
        .param("most", most)
        .query((row, number) -> PersonRow.read(row))
        .list();
  }

  public Optional<Person> find(PersonId id) {
    return jdbc.sql("SELECT * FROM person WHERE id = ?")
        .param(id.value())
        .query((row, number) -> PersonRow.read(row))
        .optional();
  }

  /// Never empty: what nobody has is compared too.
  public Candidate candidate(Optional<SignInName> name) {
    return name.flatMap(
            it ->
                jdbc.sql(
                        """
                        SELECT id, password_hash FROM person
                        WHERE name_key = ? AND disabled_at IS NULL AND password_hash IS NOT NULL
                        """)
                    .param(it.key())
                    .query(
                        (row, number) ->
                            new Candidate(PersonRow.id(row), row.getString("password_hash")))
                    .optional())
        .orElse(new Candidate(null, null));
  }

  /// Their own choice, over the one that was compared. False, and nothing is changed, if that is no
  /// longer theirs or the account is disabled.
  @Transactional
  public boolean changePassword(Candidate compared, Password next) {
    if (compared.id() == null) {
      return false;
    }
    Optional<Person> changed =
        jdbc.sql(
                """
                UPDATE person SET password_hash = :next, must_change = false
                WHERE id = :id AND password_hash = :compared AND disabled_at IS NULL RETURNING *
                """)
            .param("next", hashes.hash(next))
            .param("id", compared.id().value())
            .param("compared", compared.hash())
            .query((row, number) -> PersonRow.read(row))
            .optional();
    changed.ifPresent(
        it -> records.tell(Change.PASSWORD_CHANGED, List.of(it.holder()), it.subject()));
    return changed.isPresent();
  }

  private Optional<Person> told(Change change, Optional<Person> changed, String by) {
    changed.ifPresent(it -> records.tell(change, List.of(it.holder()), by));
    return changed;
  }
}
