package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent;
import dev.offboard.orchestrator.saga.SagaInvariants;
import dev.offboard.orchestrator.saga.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Sees everything that is committed, as it happens, and remembers what the tables don't. What must
/// not happen, whatever else does, is said by name.
final class Watch {
  private final long seed;
  private final Map<OffboardingId, SagaInvariants> sagas = new HashMap<>();
  private final Set<Transition> taken = EnumSet.noneOf(Transition.class);
  private final Map<Where, Integer> blockedUpTo = new HashMap<>();
  private final Map<Where, Integer> openedAt = new HashMap<>();
  private final Map<Where, Integer> reportedGoneUpTo = new HashMap<>();
  private final Map<Step, Integer> done = new HashMap<>();
  private final Set<Where> planted = new HashSet<>();
  private final Set<Where> plantedRoles = new HashSet<>();
  private final Set<Answer> answered = new HashSet<>();
  private final Set<String> handled = new HashSet<>();
  private final Set<String> forgetful = new HashSet<>();
  private final List<Deed> deeds = new ArrayList<>();

  /// A user in a service.
  record Where(ParticipantName participant, UserRef user) {}

  private record Step(Where where, OffboardingId offboarding, Phase phase, Epoch epoch) {}

  private record Answer(ParticipantName who, OffboardingId offboarding, Phase phase, int attempt) {}

  Watch(long seed) {
    this.seed = seed;
  }

  void begun(Decision decision) {
    SagaInvariants invariants = new SagaInvariants(seed);
    sagas.put(decision.next().id(), invariants);
    invariants.begun(decision);
    taken.addAll(decision.transitions());
  }

  void decided(Offboarding before, SagaEvent event, Decision decision, Instant now) {
    invariantsOf(before).hold(before, event, decision, now);
    taken.addAll(decision.transitions());
    if (decision.transitions().contains(Transition.GRACE_PERIOD_OVER)) {
      Instant graceEnds = decision.next().graceEndsAt();
      require(
          graceEnds != null && !now.isBefore(graceEnds),
          "I5: %s is erased at %s, before its grace period ends at %s",
          before.id(),
          now,
          graceEnds);
    }
  }

  private SagaInvariants invariantsOf(Offboarding offboarding) {
    SagaInvariants invariants = sagas.get(offboarding.id());
    if (invariants == null) {
      throw new Violation("I2: %s was never begun".formatted(offboarding.id()));
    }
    return invariants;
  }

  /// A participant has acted on an announcement.
  void did(Deed deed) {
    Where where = new Where(deed.participant(), deed.user());
    int epoch = deed.epoch().value();
    if (deed.takesAway()) {
      require(
          epoch >= openedAt.getOrDefault(where, 1),
          "epochs fence: %s takes from a user who works here again, under epoch %s",
          deed,
          openedAt.get(where));
      blockedUpTo.merge(where, epoch, Math::max);
    } else if (deed.phase() == Phase.REINSTATE) {
      require(
          epoch > blockedUpTo.getOrDefault(where, 0),
          "I4: %s gives back what was taken in epoch %s",
          deed,
          blockedUpTo.get(where));
      openedAt.merge(where, epoch, Math::max);
    }
    deeds.add(deed);
  }

  /// Somebody writes access into a service's tables by hand: what was gone is not any more, and may
  /// be taken away again.
  void planted(ParticipantName participant, UserRef user) {
    Where where = new Where(participant, user);
    reportedGoneUpTo.remove(where);
    planted.add(where);
    plantedRoles.add(where);
    done.keySet().removeIf(step -> step.where().equals(where));
  }

  /// And nothing was reported gone since.
  boolean isPlanted(Where where) {
    return planted.contains(where);
  }

  /// The role, and no role change or revocation was reported done since.
  boolean isRolePlanted(Where where) {
    return plantedRoles.contains(where);
  }

  void granted(ParticipantName participant, UserRef user, Epoch epoch) {
    Integer blocked = blockedUpTo.getOrDefault(new Where(participant, user), 0);
    require(
        epoch.value() > blocked,
        "I4: %s grants %s something under epoch %s, deprovisioned up to %s",
        participant,
        user,
        epoch,
        blocked);
  }

  void said(Message message) {
    if (message instanceof StepReports reports) {
      reports.reports().forEach(report -> reported(reports.participant(), report));
      deeds.clear();
    }
  }

  private void reported(ParticipantName who, StepReport report) {
    answered.add(new Answer(who, report.offboardingId(), report.phase(), report.attempt()));
    if (report instanceof StepReport.StepCompleted) {
      completed(who, report);
    }
  }

  private void completed(ParticipantName who, StepReport report) {
    Deed deed =
        new Deed(who, report.phase(), report.offboardingId(), report.user(), report.epoch());
    Where where = new Where(who, report.user());
    if (deed.phase() == Phase.WITHDRAW || deed.takesAway()) {
      plantedRoles.remove(where);
    }
    if (deed.takesAway()) {
      reportedGoneUpTo.merge(where, report.epoch().value(), Math::max);
      planted.remove(where);
    }
    if (deeds.remove(deed)) {
      int times =
          done.merge(
              new Step(where, report.offboardingId(), report.phase(), report.epoch()),
              1,
              Integer::sum);
      require(times == 1, "I6: done and reported %s times: %s", times, deed);
    }
  }

  /// A consumer has handled messages, and it is committed.
  void handled(String consumer, List<UUID> ids) {
    for (UUID id : ids) {
      require(handled.add(consumer + " " + id), "I11: %s handles message %s again", consumer, id);
    }
  }

  /// The inbox of a consumer has forgotten what it has handled; so must who watches it.
  void forgets(String consumer) {
    handled.removeIf(entry -> entry.startsWith(consumer + " "));
    forgetful.add(consumer);
  }

  boolean hasForgotten(String consumer) {
    return forgetful.contains(consumer);
  }

  void isAnswered(ParticipantName who, PhaseAnnouncement asked) {
    require(
        answered.contains(new Answer(who, asked.offboardingId(), asked.phase(), asked.attempt())),
        "I13: %s has handled and not answered: %s",
        who,
        asked);
  }

  /// 0 before anything was reported gone.
  int reportedGoneUpTo(Where where) {
    return reportedGoneUpTo.getOrDefault(where, 0);
  }

  Set<Transition> taken() {
    return taken;
  }

  static void require(boolean holds, String whatElse, Object... about) {
    if (!holds) {
      throw new Violation(whatElse.formatted(about));
    }
  }
}
