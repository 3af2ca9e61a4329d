package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `person`. Changes join the caller's transaction.
@Component
public class People {
  private final JdbcClient jdbc;
  private final PasswordHashes hashes;

  People(JdbcClient jdbc, PasswordHashes hashes) {
    this.jdbc = jdbc;
    this.hashes = hashes;
  }

  /// Who is to get an account.
  record Wish(
      SignInName name, @Nullable TenantId tenantId, Set<Role> roles, @Nullable UserRef user) {}

  /// What there is to compare a password with.
  ///
  /// @param hash absent if nobody has that name or the account is disabled
  public record Candidate(@Nullable PersonId id, @Nullable String hash) {}

  /// With a password for one sign-in. Empty if somebody has that name.
  Optional<Person> add(Wish wish, Password first, String by) {
    PersonId id = PersonId.random();
    return jdbc.sql(
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
  public boolean changePassword(Candidate compared, Password next) {
    return compared.id() != null
        && jdbc.sql(
                    """
                    UPDATE person SET password_hash = :next, must_change = false
                    WHERE id = :id AND password_hash = :compared AND disabled_at IS NULL
                    """)
                .param("next", hashes.hash(next))
                .param("id", compared.id().value())
                .param("compared", compared.hash())
                .update()
            == 1;
  }
}
