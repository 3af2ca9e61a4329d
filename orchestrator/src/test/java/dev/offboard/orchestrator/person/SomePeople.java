package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// People who have an account, for tests: everybody has a name of their own.
public record SomePeople(ApplicationContext context) {
  /// What they choose for themselves.
  public static final String CHOSEN = "correct horse battery";

  /// Whom a test knows.
  public record Known(PersonId id, String name, String password) {}

  /// Somebody who has chosen a password.
  public Known settled(@Nullable String tenant, Role... roles) {
    Known fresh = fresh(tenant, null, roles);
    change(fresh);
    return new Known(fresh.id(), fresh.name(), CHOSEN);
  }

  /// Somebody who is a user of the directory.
  public Known user(UserRef user, Role... roles) {
    Known fresh = fresh(user.tenantId().value(), user, roles);
    change(fresh);
    return new Known(fresh.id(), fresh.name(), CHOSEN);
  }

  /// Somebody who has to change the password first.
  public Known fresh(@Nullable String tenant, @Nullable UserRef user, Role... roles) {
    String name = "p" + UUID.randomUUID();
    String first = "first-" + UUID.randomUUID();
    Person made =
        people()
            .add(
                new People.Wish(
                    new SignInName(name),
                    tenant == null ? null : new TenantId(tenant),
                    Set.of(roles),
                    user),
                new Password(first),
                "tests")
            .orElseThrow();
    return new Known(made.id(), name, first);
  }

  private void change(Known fresh) {
    People.Candidate candidate = people().candidate(SignInName.of(fresh.name()));
    if (!people().changePassword(candidate, new Password(CHOSEN))) {
      throw new AssertionError("the password of " + fresh.id() + " was not changed");
    }
  }

  private People people() {
    return context.getBean(People.class);
  }
}
