package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The accounts of people who operate the platform.
@RestController
@RequestMapping("/api/people")
final class PersonApi {
  private final Administration administration;

  PersonApi(Administration administration) {
    this.administration = administration;
  }

  record RolesBody(@Nullable List<String> roles) {}

  record PeopleView(List<PersonView> people) {}

  /// The answer shows a password for one sign-in, this once.
  @PostMapping
  ResponseEntity<PersonView> createPerson(Caller caller, @RequestBody PersonBody body) {
    PersonView made = administration.create(caller, body);
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create("/api/people/" + made.id()))
        .cacheControl(CacheControl.noStore())
        .body(made);
  }

  @GetMapping
  PeopleView listPeople(
      Caller caller, @RequestParam(required = false) @Nullable TenantId tenantId) {
    return new PeopleView(administration.list(caller, tenantId));
  }

  @GetMapping("/{id}")
  PersonView getPerson(Caller caller, @PathVariable UUID id) {
    return administration.get(caller, id);
  }

  /// Takes effect at the next request.
  @PutMapping("/{id}/roles")
  PersonView setRoles(Caller caller, @PathVariable UUID id, @RequestBody RolesBody body) {
    return administration.setRoles(caller, id, body.roles());
  }

  /// Takes effect at the next request. Again changes nothing.
  @PostMapping("/{id}/disabling")
  PersonView disablePerson(Caller caller, @PathVariable UUID id) {
    return administration.disable(caller, id);
  }

  @PostMapping("/{id}/enabling")
  PersonView enablePerson(Caller caller, @PathVariable UUID id) {
    return administration.enable(caller, id);
  }

  /// The answer shows a password for one sign-in, this once.
  @PostMapping("/{id}/password-reset")
  ResponseEntity<PersonView> resetPassword(Caller caller, @PathVariable UUID id) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(administration.reset(caller, id));
  }
}
