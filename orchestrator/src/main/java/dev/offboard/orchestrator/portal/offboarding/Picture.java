package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.PhaseDefinition;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Draws the saga of one offboarding from its definition: what is done, what is under way, what is
/// still ahead, and where nothing can be given back any more.
final class Picture {
  /// The way forward, in order.
  private static final List<OffboardingState> FORWARD =
      List.of(
          OffboardingState.REVOKING,
          OffboardingState.VERIFYING,
          OffboardingState.REVOKED,
          OffboardingState.ERASING,
          OffboardingState.SEALING,
          OffboardingState.COMPLETED);

  /// Those that lead back: drawn only when that has happened.
  private static final Set<Phase> BACK = Set.of(Phase.REINSTATE, Phase.RESTORE);

  private static final int AT_REVOKED = FORWARD.indexOf(OffboardingState.REVOKED);

  private final Offboarding offboarding;
  private final Instant now;
  private final int reached;

  private Picture(Offboarding offboarding, Instant now) {
    this.offboarding = offboarding;
    this.now = now;
    this.reached = FORWARD.indexOf(offboarding.state());
  }

  static List<PhaseLine> of(Offboarding offboarding, Instant now) {
    return new Picture(offboarding, now).drawn();
  }

  private List<PhaseLine> drawn() {
    List<PhaseLine> lines = new ArrayList<>();
    boolean erases = offboarding.policy().erase() == Erase.AFTER_GRACE_PERIOD;
    for (PhaseDefinition phase : offboarding.definition().phases()) {
      boolean isBack = BACK.contains(phase.phase());
      boolean isKept = phase.phase() == Phase.ERASE && !erases;
      if (isBack || isKept) {
        continue;
      }
      if (phase.phase() == Phase.ERASE) {
        lines.add(pivot());
      }
      lines.add(phase(phase, place(phase)));
      if (phase.phase() == Phase.VERIFY) {
        lines.add(gracePeriod());
      }
    }
    if (isTurned()) {
      offboarding.definition().phases().stream()
          .filter(phase -> BACK.contains(phase.phase()))
          .forEach(phase -> lines.add(line(phase, lookBack())));
    }
    return lines;
  }

  private static int place(PhaseDefinition phase) {
    return switch (phase.phase()) {
      case REVOKE, WITHDRAW -> 0;
      case VERIFY -> 1;
      case ERASE -> AT_REVOKED + 1;
      case SEAL, REINSTATE, RESTORE -> AT_REVOKED + 2;
    };
  }

  private PhaseLine phase(PhaseDefinition phase, int place) {
    return line(phase, look(place, offboarding.stepsOf(phase.phase())));
  }

  private String look(int place, List<Step> steps) {
    if (isTurned() || offboarding.state() == OffboardingState.CANCELLED) {
      boolean isDone = !steps.isEmpty() && steps.stream().noneMatch(Step::isOutstanding);
      return isDone ? "done" : "skipped";
    }
    if (reached == place) {
      return "now";
    }
    return reached > place ? "done" : "next";
  }

  private PhaseLine line(PhaseDefinition phase, String look) {
    List<Step> steps = offboarding.stepsOf(phase.phase());
    List<StepLine> shown =
        !steps.isEmpty()
            ? steps.stream().map(step -> StepLine.of(step, now)).toList()
            : look.equals("now")
                ? phase.participants().stream()
                    .map(Participants::name)
                    .map(StepLine::ahead)
                    .toList()
                : List.of();
    return new PhaseLine(Participants.title(phase.phase()), look, deadline(look), shown);
  }

  /// How long everybody has left, while somebody is awaited.
  private String deadline(String look) {
    Instant respondBy = offboarding.milestones().respondBy();
    if (!look.equals("now") || respondBy == null) {
      return "";
    }
    return respondBy.isAfter(now)
        ? "%s left, until %s"
            .formatted(When.lasting(Duration.between(now, respondBy)), When.exactly(respondBy))
        : "late: it was due %s".formatted(When.exactly(respondBy));
  }

  private PhaseLine gracePeriod() {
    Duration lasts = offboarding.policy().gracePeriod();
    Instant ends = offboarding.graceEndsAt();
    String look = look(AT_REVOKED, List.of());
    if (lasts.isZero()) {
      return PhaseLine.of("No grace period: no undo", look, "");
    }
    String when =
        ends == null ? When.lasting(lasts) + " once all access is gone" : "until " + When.at(ends);
    return PhaseLine.of("Grace period: can be undone", look, when);
  }

  private PhaseLine pivot() {
    return PhaseLine.of(
        "Point of no return", "pivot", "From here on nothing can be given back any more.");
  }

  private boolean isTurned() {
    return offboarding.state() == OffboardingState.REINSTATING
        || offboarding.state() == OffboardingState.REINSTATED;
  }

  private String lookBack() {
    return offboarding.state() == OffboardingState.REINSTATED ? "done" : "now";
  }
}
