package dev.offboard.orchestrator.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account as it is shown; with a password only in the answer that makes it.
///
/// @param oneTimePassword for one sign-in, at which it must be changed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonView(
    UUID id,
    String subject,
    @Nullable String signInName,
    @Nullable TenantId tenantId,
    List<String> roles,
    @Nullable String person,
    boolean mustChange,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastSignInAt,
    @Nullable Instant disabledAt,
    @Nullable String oneTimePassword) {

  static PersonView of(Person person) {
    return view(person, null);
  }

  static PersonView with(Person person, Password first) {
    return view(person, first.value());
  }

  private static PersonView view(Person it, @Nullable String password) {
    return new PersonView(
        it.id().value(),
        it.subject(),
        it.signInName(),
        it.tenantId(),
        it.roles().stream().map(Role::wireName).sorted().toList(),
        it.user() == null ? null : it.user().toString(),
        it.mustChange(),
        it.createdBy(),
        it.createdAt(),
        it.lastSignInAt(),
        it.disabledAt(),
        password);
  }

  @Override
  public String toString() {
    return "PersonView[" + id + "]";
  }
}
