package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Persons;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An account that somebody is to get, as an administrator says it.
public record PersonBody(
    @Nullable String signInName,
    @Nullable TenantId tenantId,
    @Nullable List<String> roles,
    @Nullable String person) {

  /// A caller who is bound to a tenant makes accounts of that tenant only.
  People.Wish checked(Caller caller) {
    SignInName name =
        SignInName.of(signInName)
            .orElseThrow(() -> invalid("signInName", "expected " + SignInName.EXPECTED));
    return new People.Wish(
        name, caller.limit(tenantId), checkedRoles(roles, caller), checkedPerson(caller));
  }

  private @Nullable UserRef checkedPerson(Caller caller) {
    if (person == null) {
      return null;
    }
    try {
      UserRef user = Persons.parse(person);
      caller.mustSee(user.tenantId());
      return user;
    } catch (IllegalArgumentException e) {
      throw invalid("person", "expected TENANT/USER");
    }
  }

  /// Nobody grants more than they have.
  static Set<Role> checkedRoles(@Nullable List<String> roles, Caller caller) {
    if (roles == null || roles.isEmpty()) {
      throw invalid("roles", "is missing (known: %s)".formatted(known()));
    }
    Set<Role> granted =
        roles.stream()
            .map(
                role ->
                    Role.granted(String.valueOf(role))
                        .orElseThrow(
                            () -> invalid("roles", "no such role (known: %s)".formatted(known()))))
            .collect(Collectors.toSet());
    caller.mustHold(granted);
    return granted;
  }

  private static String known() {
    return Role.GRANTABLE.stream().map(Role::wireName).sorted().collect(Collectors.joining(", "));
  }

  private static ApiProblem invalid(String field, String what) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %s. Nothing was done.".formatted(field, what))
        .with("field", field);
  }

  @Override
  public String toString() {
    return "PersonBody[hidden]";
  }
}
