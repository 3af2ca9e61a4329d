package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What administrators do with accounts, over the API and on pages alike.
@Component
public class Administration {
  private static final Logger log = LoggerFactory.getLogger(Administration.class);

  /// Far more than anybody has.
  private static final int MOST_LISTED = 1000;

  private final People people;
  private final AccountChanges changes;
  private final SecureRandom random = new SecureRandom();

  Administration(People people, AccountChanges changes) {
    this.people = people;
    this.changes = changes;
  }

  /// With a password for one sign-in, this once.
  public PersonView create(Caller caller, PersonBody body) {
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
    return PersonView.with(made, first);
  }

  /// The latest first.
  ///
  /// @param tenant null for all that the caller sees
  public List<PersonView> list(Caller caller, @Nullable TenantId tenant) {
    return people.list(caller.limit(tenant), MOST_LISTED).stream().map(PersonView::of).toList();
  }

  public PersonView get(Caller caller, UUID id) {
    return PersonView.of(changes.require(caller, id));
  }

  /// Takes effect at the next request.
  public PersonView setRoles(Caller caller, UUID id, @Nullable List<String> roles) {
    changes.require(caller, id);
    Person changed = changes.setRoles(caller, id, PersonBody.checkedRoles(roles, caller));
    log.info("{} gave account {} the roles {}", caller.subject(), changed.id(), changed.roles());
    return PersonView.of(changed);
  }

  /// Takes effect at the next request. Again changes nothing.
  public PersonView disable(Caller caller, UUID id) {
    Person disabled = changes.disable(caller, id);
    log.info("{} disabled account {}", caller.subject(), disabled.id());
    return PersonView.of(disabled);
  }

  public PersonView enable(Caller caller, UUID id) {
    Person enabled = changes.enable(caller, id);
    log.info("{} enabled account {}", caller.subject(), enabled.id());
    return PersonView.of(enabled);
  }

  /// Whoever is signed in to the account is out at the next request, and can sign in again.
  public PersonView endSessions(Caller caller, UUID id) {
    Person ended = changes.endSessions(caller, id);
    log.info("{} ended the sessions of account {}", caller.subject(), ended.id());
    return PersonView.of(ended);
  }

  /// With a password for one sign-in, this once.
  public PersonView reset(Caller caller, UUID id) {
    Password next = Password.random(random);
    Person changed = changes.reset(caller, id, next);
    log.info("{} reset the password of account {}", caller.subject(), changed.id());
    return PersonView.with(changed, next);
  }
}
