package dev.offboard.orchestrator.portal.people;

import dev.offboard.orchestrator.person.PersonView;
import dev.offboard.orchestrator.portal.When;
import java.time.Instant;
import java.util.List;

/// An account as pages show it.
public record PersonLine(
    String id,
    String name,
    String reach,
    List<String> roles,
    String user,
    String look,
    String standing,
    String lastSignIn,
    boolean isDisabled,
    boolean isOfProvider) {
  static PersonLine of(PersonView it, Instant now) {
    Instant signedIn = it.lastSignInAt();
    boolean isDisabled = it.disabledAt() != null;
    return new PersonLine(
        it.id().toString(),
        it.signInName() == null ? it.subject() : it.signInName(),
        it.tenantId() == null ? "all tenants" : it.tenantId().value(),
        it.roles(),
        it.person() == null ? "" : it.person(),
        isDisabled ? "back" : it.mustChange() ? "waiting" : "done",
        isDisabled ? "disabled" : it.mustChange() ? "has to choose a password" : "active",
        signedIn == null ? "never" : When.ago(signedIn, now),
        isDisabled,
        !it.subject().equals("person." + it.id()));
  }

  public String rolesInWords() {
    return String.join(", ", roles);
  }
}
