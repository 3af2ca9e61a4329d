package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
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
import java.util.function.UnaryOperator;

/// A service that holds accesses, on the real kit. Writes as the real ones do: under the fence, in
/// one transaction with what it says.
class SimulatedParticipant implements Participant {
  private final ParticipantName name;
  private final MemoryService service;
  private final Installation installation;
  private final MemoryKit kit;
  private final MemoryTable<UserRef, Holdings> holdings;
  private final MemoryTable<UserRef, PhaseAnnouncement> underWay;

  SimulatedParticipant(ParticipantName name, MemoryService service, Installation installation) {
    this.name = name;
    this.service = service;
    this.installation = installation;
    this.holdings = new MemoryTable<>(service.store());
    this.underWay = new MemoryTable<>(service.store());
    this.kit =
        switch (installation.twin()) {
          case NO_EPOCH_FENCE -> MemoryKit.withoutFence(batched(), service, installation.clock());
          case NO_STORED_ANSWERS ->
              MemoryKit.withoutStoredAnswers(batched(), service, installation.clock());
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

  @Override
  public Report on(UserDeprovisioned event) {
    return switch (mood(event)) {
      case REFUSING -> Report.refused("legal-hold", "not while held");
      case SLOW -> later(event);
      default -> now(event, before -> before.revoked(event.epoch().value()));
    };
  }

  @Override
  public Report on(UserErased event) {
    underWay.delete(event.user());
    return mood(event) == Mood.SLOW
        ? later(event)
        : now(event, before -> before.erased(event.epoch().value()));
  }

  @Override
  public Report on(UserReinstated event) {
    underWay.delete(event.user());
    return now(event, before -> before.reinstated(event.epoch().value()));
  }

  @Override
  public Report on(OffboardingConcluded event) {
    return Report.completed(Evidence.NONE);
  }

  @Override
  public Evidence residualAccess(UserRef user, Epoch epoch) {
    int left = holdings(user).upTo(epoch.value());
    return left == 0 || installation.twin() == Twin.BELIEVES_WITHOUT_READING_BACK
        ? Evidence.NONE
        : Evidence.of("accesses", left);
  }

  private Mood mood(PhaseAnnouncement event) {
    return installation.moods().of(name, event.user());
  }

  private Report now(PhaseAnnouncement event, UnaryOperator<Holdings> effect) {
    service.store().reach(Boundary.BEFORE_EFFECT);
    if (mood(event) == Mood.POISONOUS) {
      throw new IllegalStateException("poison");
    }
    Holdings before = holdings(event.user());
    Holdings after = effect.apply(before);
    boolean lies = mood(event) == Mood.LYING && event.phase() != Phase.REINSTATE;
    holdings.put(event.user(), lies ? before : after);
    done(event);
    return Report.completed(Evidence.of("accesses", before.upTo(event.epoch().value())));
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
                Holdings before = holdings(event.user());
                int epoch = event.epoch().value();
                holdings.put(
                    event.user(),
                    event.phase() == Phase.ERASE ? before.erased(epoch) : before.revoked(epoch));
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
              service.store().afterCommit(() -> installation.watch().planted(name, user));
            });
  }
}
