package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Accounts;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.policy.Scope;
import dev.offboard.orchestrator.roster.Roster.State;
import dev.offboard.orchestrator.saga.Party;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes lists, and starts, pauses, resumes and stops them for whoever may. A list is checked and
/// kept before anything is done; its start is one statement, whatever its length.
@Component
public final class RosterDesk {
  private static final int PAGE = 1000;

  /// Beyond that a tenant is ended in another way than by a list.
  private static final int MOST_OF_A_TENANT = 50_000;

  private final RosterCheck check;
  private final Rosters rosters;
  private final Accounts accounts;
  private final Policies policies;
  private final Clock clock;

  RosterDesk(
      RosterCheck check, Rosters rosters, Accounts accounts, Policies policies, Clock clock) {
    this.check = check;
    this.rosters = rosters;
    this.accounts = accounts;
    this.policies = policies;
    this.clock = clock;
  }

  /// @throws ApiProblem 400 `csv-unfit` or `reason-unknown`, 503 `identity-away`
  public Roster take(Caller caller, byte[] csv, ReasonCode reason) {
    requireOffered(reason);
    List<Entry> entries = CsvEntries.read(csv, caller.tenant(), clock.instant());
    return keep(
        new Rosters.Made(caller.tenant(), Roster.Source.CSV, reason, party(caller)),
        check.check(entries, reason));
  }

  /// All active users of a tenant.
  ///
  /// @throws ApiProblem 404 `tenant-unknown`, 409 `tenant-too-large`, 503 `identity-away`
  public Roster takeTenant(Caller caller, TenantId tenant, ReasonCode reason) {
    caller.mustSee(tenant);
    requireOffered(reason);
    List<Entry> entries = new ArrayList<>();
    List<UserId> page = accounts.activeUsersOf(tenant, "", PAGE);
    while (!page.isEmpty()) {
      for (UserId user : page) {
        entries.add(new Entry(entries.size() + 1, tenant, user, null, null, null, null, null));
      }
      if (entries.size() > MOST_OF_A_TENANT) {
        throw ApiProblem.conflict(
            "tenant-too-large",
            "Tenant %s has more than %d active users. Nothing was done; send lists instead."
                .formatted(tenant, MOST_OF_A_TENANT));
      }
      page =
          page.size() < PAGE
              ? List.of()
              : accounts.activeUsersOf(tenant, page.getLast().value(), PAGE);
    }
    return keep(
        new Rosters.Made(tenant, Roster.Source.TENANT, reason, party(caller)),
        check.check(entries, reason));
  }

  private Roster keep(Rosters.Made made, List<Row> rows) {
    return rosters.find(rosters.insert(made, rows)).orElseThrow();
  }

  /// The latest that the caller sees.
  public List<Roster> latest() {
    return rosters.latest();
  }

  /// @throws ApiProblem 404 `roster-unknown`
  public Roster find(RosterId id) {
    return rosters
        .find(id)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "roster-unknown", "There is no list %s. Nothing was done.".formatted(id)));
  }

  public List<Row> rows(RosterId id, Collection<Finding> findings, int after, int limit) {
    return rosters.rows(find(id).id(), findings, after, limit);
  }

  /// @param confirmed the id of the tenant, where all of one leave; else it doesn't matter
  /// @throws ApiProblem 400 `not-confirmed`, 403 `not-yours`, 404, 409 `roster-changed`
  public Roster start(Caller caller, RosterId id, String confirmed) {
    Roster roster = mine(caller, id);
    TenantId tenant = roster.tenantId();
    if (roster.source() == Roster.Source.TENANT
        && (tenant == null || !tenant.value().equals(confirmed.strip()))) {
      throw ApiProblem.badRequest(
              "not-confirmed",
              "All %d active users of a tenant would be offboarded, and its id was not written. Nothing was done; write it to start."
                  .formatted(roster.matched()))
          .with("field", "confirm");
    }
    return moved(caller, roster, Set.of(State.CHECKED, State.RUNNING), State.RUNNING);
  }

  public Roster pause(Caller caller, RosterId id) {
    return moved(caller, find(id), Set.of(State.RUNNING, State.PAUSED), State.PAUSED);
  }

  public Roster resume(Caller caller, RosterId id) {
    return moved(caller, mine(caller, id), Set.of(State.PAUSED, State.RUNNING), State.RUNNING);
  }

  /// What has begun goes on; nothing more begins.
  public Roster stop(Caller caller, RosterId id) {
    return moved(caller, find(id), Set.of(State.values()), State.STOPPED);
  }

  private Roster moved(Caller caller, Roster roster, Set<State> from, State to) {
    if (!rosters.move(roster.id(), from, to, caller.subject())) {
      State now = find(roster.id()).state();
      throw ApiProblem.conflict(
              "roster-changed",
              "List %s is %s (expected: %s). Nothing was done; look at it again."
                  .formatted(roster.id(), now, from))
          .with("state", now);
    }
    return find(roster.id());
  }

  /// It begins offboardings in the name of whoever made it.
  private Roster mine(Caller caller, RosterId id) {
    Roster roster = find(id);
    if (!roster.createdBy().initiator().id().equals(party(caller).initiator().id())) {
      throw ApiProblem.forbidden(
          "not-yours",
          "List %s was made by somebody else, in whose name it would begin. Nothing was done; make your own."
              .formatted(id));
    }
    return roster;
  }

  private void requireOffered(ReasonCode reason) {
    if (policies.find(reason).map(Policy::scope).filter(Scope.USER::equals).isEmpty()) {
      throw ApiProblem.badRequest(
              "reason-unknown",
              "reason: \"%s\" is no reason for whole users to leave. Nothing was done."
                  .formatted(reason))
          .with("field", "reason");
    }
  }

  private static Party party(Caller caller) {
    return new Party(caller.initiator(Role.REQUESTER), caller.person());
  }
}
