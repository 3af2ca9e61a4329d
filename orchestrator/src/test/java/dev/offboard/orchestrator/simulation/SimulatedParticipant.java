package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.participant.MemoryKit;
import dev.offboard.messaging.participant.Participant;
import dev.offboard.messaging.participant.Report;
import dev.offboard.messaging.testkit.memory.Boundary;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.messaging.testkit.memory.MemoryTable;
import java.util.List;
import java.util.Map;

/// A service that holds accesses, on the real kit. Writes as the real ones do: under the fence, in
/// one transaction with what it says.
class SimulatedParticipant implements Participant {
  private final ParticipantName name;
  private final MemoryService service;
  private final Installation installation;
  private final MemoryKit kit;
  private final MemoryTable<UserRef, Holdings> holdings;
  private final MemoryTable<UserRef, SimulatedRole> roles;
  private final MemoryTable<UserRef, PhaseAnnouncement> underWay;

  SimulatedParticipant(ParticipantName name, MemoryService service, Installation installation) {
    this.name = name;
    this.service = service;
    this.installation = installation;
    this.holdings = new MemoryTable<>(service.store());
    this.roles = new MemoryTable<>(service.store());
    this.underWay = new MemoryTable<>(service.store());
    this.kit =
        switch (installation.twin()) {
          case NO_EPOCH_FENCE -> MemoryKit.withoutFence(batched(), service, installation.clock());
          case NO_STORED_ANSWERS ->
              MemoryKit.withoutStoredAnswers(batched(), service, installation.clock());
          case NO_END_OF_ROLE_CHANGES ->
              MemoryKit.withoutEndOfRoleChanges(batched(), service, installation.clock());
          default -> MemoryKit.of(batched(), service, installation.clock());
        };
  }

  @Override
  public ParticipantName name() {
    return name;
  }

  MemoryKit kit() {
    return kit;
  }

  MemoryService service() {
    return service;
  }

  Holdings holdings(UserRef user) {
    return holdings.find(user).orElse(Holdings.NOTHING);
  }

  SimulatedRole role(UserRef user) {
    return roles.find(user).orElse(SimulatedRole.NONE);
  }

  @Override
  public Report on(UserDeprovisioned event) {
    return revoke(event);
  }

  @Override
  public Report on(RolesWithdrawn event) {
    return revoke(event);
  }

  private Report revoke(PhaseAnnouncement event) {
    return switch (mood(event)) {
      case REFUSING -> Report.refused("legal-hold", "not while held");
      case SLOW -> {
        block(event);
        yield later(event);
      }
      default -> {
        block(event);
        yield now(event);
      }
    };
  }

  /// Of the whole user the fence does it.
  private void block(PhaseAnnouncement event) {
    if (event instanceof RolesWithdrawn) {
      roles.put(event.user(), role(event.user()).blocked(event.offboardingId()));
    }
  }

  @Override
  public Report on(UserErased event) {
    underWay.delete(event.user());
    return mood(event) == Mood.SLOW ? later(event) : now(event);
  }

  @Override
  public Report on(UserReinstated event) {
    underWay.delete(event.user());
    return now(event);
  }

  @Override
  public Report on(RolesRestored event) {
    underWay.delete(event.user());
    return now(event);
  }

  @Override
  public Report on(OffboardingConcluded event) {
    roles.put(event.user(), role(event.user()).free(event.offboardingId()));
    return Report.completed(Evidence.NONE);
  }

  @Override
  public Evidence residualRoles(ResidualRolesQueried question) {
    return role(question.user()).since() == 0
            || installation.twin() == Twin.BELIEVES_WITHOUT_READING_BACK
        ? Evidence.NONE
        : Evidence.of("roles", 1);
  }

  @Override
  public Evidence residualAccess(UserRef user, Epoch epoch) {
    int left = accessesUpTo(user, epoch.value());
    return left == 0 || installation.twin() == Twin.BELIEVES_WITHOUT_READING_BACK
        ? Evidence.NONE
        : Evidence.of("accesses", left);
  }

  private Mood mood(PhaseAnnouncement event) {
    return installation.moods().of(name, event.user());
  }

  /// With the role.
  int accessesUpTo(UserRef user, int epoch) {
    return holdings(user).upTo(epoch) + (role(user).isHeldUpTo(epoch) ? 1 : 0);
  }

  private Report now(PhaseAnnouncement event) {
    service.store().reach(Boundary.BEFORE_EFFECT);
    if (mood(event) == Mood.POISONOUS) {
      throw new IllegalStateException("poison");
    }
    int before = accessesUpTo(event.user(), event.epoch().value());
    boolean gives = event.phase() == Phase.REINSTATE || event.phase() == Phase.RESTORE;
    if (mood(event) != Mood.LYING || gives) {
      take(event);
    }
    done(event);
    return Report.completed(Evidence.of("accesses", before));
  }

  /// Or give.
  private void take(PhaseAnnouncement event) {
    UserRef user = event.user();
    int epoch = event.epoch().value();
    Holdings all = holdings(user);
    SimulatedRole role = role(user);
    OffboardingId by = event.offboardingId();
    switch (event) {
      case RolesWithdrawn withdrawn -> roles.put(user, role.withdrawn(by));
      case RolesRestored restored -> roles.put(user, role.restored(by, epoch));
      case UserDeprovisioned leaves -> {
        holdings.put(user, all.revoked(epoch));
        roles.put(user, role.revoked(epoch));
      }
      case UserErased erased -> {
        holdings.put(user, all.erased(epoch));
        roles.put(user, role.erased(epoch));
      }
      case UserReinstated returns -> {
        holdings.put(user, all.reinstated(epoch));
        roles.put(user, role.reinstated(epoch));
      }
      case OffboardingConcluded concluded -> {}
      case ResidualAccessQueried asked -> {}
      case ResidualRolesQueried asked -> {}
    }
  }

  private void done(PhaseAnnouncement event) {
    service.store().reach(Boundary.AFTER_EFFECT);
    Deed deed = new Deed(name, event.phase(), event.offboardingId(), event.user(), event.epoch());
    service.store().afterCommit(() -> installation.watch().did(deed));
  }

  private Report later(PhaseAnnouncement event) {
    underWay.put(event.user(), event);
    return Report.progressed("under way");
  }

  /// What is under way comes to its end.
  void finish() {
    for (PhaseAnnouncement event : List.copyOf(underWay.rows())) {
      service
          .store()
          .executeWithoutResult(
              tx -> {
                underWay.delete(event.user());
                take(event);
                done(event);
                kit.steps().complete(event.phase(), ended(event.offboardingId()));
              });
    }
  }

  static Map<OffboardingId, Evidence> ended(OffboardingId offboarding) {
    return Map.of(offboarding, Evidence.of("accesses", 1));
  }

  boolean isBusy() {
    return !underWay.rows().isEmpty();
  }

  /// As the service's own API does: under the fence.
  void grant(UserRef user) {
    service
        .store()
        .executeWithoutResult(
            tx -> {
              Fence fence = kit.fences().lock(user);
              if (fence.isOpen() || installation.twin() == Twin.GRANTS_WITHOUT_FENCE) {
                int epoch = fence.epoch().value();
                holdings.put(user, holdings(user).granted(epoch, 1));
                roles.put(user, role(user).granted(epoch));
                service
                    .store()
                    .afterCommit(() -> installation.watch().granted(name, user, fence.epoch()));
              }
            });
  }

  /// Somebody writes into the tables by hand, past every rule.
  void plant(UserRef user) {
    service
        .store()
        .executeWithoutResult(
            tx -> {
              int epoch = kit.fence(user).epoch().value();
              holdings.put(user, holdings(user).granted(epoch, 1));
              roles.put(user, role(user).planted(epoch));
              service.store().afterCommit(() -> installation.watch().planted(name, user));
            });
  }
}
