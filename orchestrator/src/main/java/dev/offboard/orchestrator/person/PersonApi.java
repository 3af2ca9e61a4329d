package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger log = LoggerFactory.getLogger(PersonApi.class);

  /// Far more than anybody has.
  private static final int MOST_LISTED = 1000;

  private final People people;
  private final AccountChanges changes;
  private final SecureRandom random = new SecureRandom();

  PersonApi(People people, AccountChanges changes) {
    this.people = people;
    this.changes = changes;
  }

  record RolesBody(@Nullable List<String> roles) {}

  record PeopleView(List<PersonView> people) {}

  /// The answer shows a password for one sign-in, this once.
  @PostMapping
  ResponseEntity<PersonView> createPerson(Caller caller, @RequestBody PersonBody body) {
    People.Wish wish = body.checked(caller);
    Password first = Password.random(random);
    Person made =
        people
            .add(wish, first, caller.subject())
            .orElseThrow(
                () ->
                    ApiProblem.conflict(
                        "name-taken",
                        "Somebody signs in with that name, maybe of another tenant. Nothing was"
                            + " done; take another one."));
    log.info("{} made account {} with {}", caller.subject(), made.id(), made.roles());
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create("/api/people/" + made.id()))
        .cacheControl(CacheControl.noStore())
        .body(PersonView.with(made, first));
  }

  @GetMapping
  PeopleView listPeople(
      Caller caller, @RequestParam(required = false) @Nullable TenantId tenantId) {
    return new PeopleView(
        people.list(caller.limit(tenantId), MOST_LISTED).stream().map(PersonView::of).toList());
  }

  @GetMapping("/{id}")
  PersonView getPerson(Caller caller, @PathVariable UUID id) {
    return PersonView.of(changes.require(caller, id));
  }

  /// Takes effect at the next request.
  @PutMapping("/{id}/roles")
  PersonView setRoles(Caller caller, @PathVariable UUID id, @RequestBody RolesBody body) {
    changes.require(caller, id);
    Person changed = changes.setRoles(caller, id, PersonBody.checkedRoles(body.roles(), caller));
    log.info("{} gave account {} the roles {}", caller.subject(), changed.id(), changed.roles());
    return PersonView.of(changed);
  }

  /// Takes effect at the next request. Again changes nothing.
  @PostMapping("/{id}/disabling")
  PersonView disablePerson(Caller caller, @PathVariable UUID id) {
    Person disabled = changes.disable(caller, id);
    log.info("{} disabled account {}", caller.subject(), disabled.id());
    return PersonView.of(disabled);
  }

  @PostMapping("/{id}/enabling")
  PersonView enablePerson(Caller caller, @PathVariable UUID id) {
    Person enabled = changes.enable(caller, id);
    log.info("{} enabled account {}", caller.subject(), enabled.id());
    return PersonView.of(enabled);
  }

  /// The answer shows a password for one sign-in, this once.
  @PostMapping("/{id}/password-reset")
  ResponseEntity<PersonView> resetPassword(Caller caller, @PathVariable UUID id) {
    Password next = Password.random(random);
    Person changed = changes.reset(caller, id, next);
    log.info("{} reset the password of account {}", caller.subject(), changed.id());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(PersonView.with(changed, next));
  }
}
