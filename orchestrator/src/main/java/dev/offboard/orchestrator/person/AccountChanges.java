package dev.offboard.orchestrator.person;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What administrators may do to accounts, and may not: touch those that reach further than they
/// do, their own, or leave the platform without an administrator of all tenants.
@Component
class AccountChanges {
  private final People people;
  private final PersonChanges accounts;

  AccountChanges(People people, PersonChanges accounts) {
    this.people = people;
    this.accounts = accounts;
  }

  /// A bound caller knows the accounts of their tenant; those for all tenants are not among them.
  Person require(Caller caller, UUID id) {
    return people
        .find(new PersonId(id))
        .filter(it -> caller.isGlobal() || it.tenantId() != null && caller.sees(it.tenantId()))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "person-unknown", "There is no account %s. Nothing was done.".formatted(id)));
  }

  @Transactional
  public Person setRoles(Caller caller, UUID id, Set<Role> roles) {
    Person person = others(caller, id);
    if (person.isOfProvider()) {
      throw ApiProblem.conflict(
          "provider-decides",
          "What account %s may is what its provider says at each sign-in. Nothing was done; change it there, or disable the account."
              .formatted(id));
    }
    // who has more than the caller has is not the caller's to change
    caller.mustHold(person.roles());
    if (!roles.contains(Role.ADMINISTRATOR)) {
      keepOne(person);
    }
    return accounts
        .setRoles(person.id(), roles, caller.subject())
        .orElseThrow(() -> new IllegalStateException("accounts are never deleted: " + id));
  }

  @Transactional
  public Person disable(Caller caller, UUID id) {
    Person person = others(caller, id);
    keepOne(person);
    return accounts.disable(person.id(), caller.subject()).orElse(person);
  }

  @Transactional
  public Person endSessions(Caller caller, UUID id) {
    Person person = others(caller, id);
    accounts.endSessions(person, caller.subject());
    return person;
  }

  @Transactional
  public Person enable(Caller caller, UUID id) {
    Person person = others(caller, id);
    caller.mustHold(person.roles());
    return accounts.enable(person.id(), caller.subject()).orElse(person);
  }

  @Transactional
  public Person reset(Caller caller, UUID id, Password next) {
    Person person = others(caller, id);
    caller.mustHold(person.roles());
    return accounts
        .reset(person.id(), next, caller.subject())
        .orElseThrow(
            () ->
                ApiProblem.conflict(
                    "no-password",
                    "Account %s has no password here: its provider keeps it, or it was erased. Nothing was done."
                        .formatted(id)));
  }

  private Person others(Caller caller, UUID id) {
    Person person = require(caller, id);
    if (person.subject().equals(caller.subject())) {
      throw ApiProblem.conflict(
          "own-account",
          "Nobody changes their own account but for the password, on its page. Nothing was done;"
              + " ask another administrator.");
    }
    return person;
  }

  private void keepOne(Person person) {
    if (person.isGlobalAdministrator()
        && person.disabledAt() == null
        && !accounts.hasOtherGlobalAdministrator(person.id())) {
      throw ApiProblem.conflict(
          "last-administrator",
          "Account %s is the last that administers all tenants. Nothing was done; make another one first."
              .formatted(person.id()));
    }
  }
}
