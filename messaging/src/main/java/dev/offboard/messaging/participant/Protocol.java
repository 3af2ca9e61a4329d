package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// What every participant does alike, for one wave of announcements in the caller's transaction:
/// fence, answer a repeated one from the store, act, read back, remember. Block, then clean: the
/// fence moves before the participant is called.
class Protocol {
  static final String STALE = "stale-epoch";

  private final BatchParticipant participant;
  private final Fences fences;
  private final StepAnswers answers;
  private final Reports reports;
  private final Acting acting;
  private final ReadBack readBack;

  Protocol(
      BatchParticipant participant,
      Fences fences,
      StepAnswers answers,
      Reports reports,
      Limit limit,
      Priority priority) {
    this.participant = participant;
    this.fences = fences;
    this.answers = answers;
    this.reports = reports;
    this.readBack = new ReadBack(participant);
    this.acting = new Acting(readBack, answers, reports, limit, priority);
  }

  /// A wave holds announcements of one kind, no user twice.
  List<StepReport> answer(List<PhaseAnnouncement> wave) {
    return switch (wave.getFirst()) {
      case UserDeprovisioned first -> act(cast(wave), participant::deprovisioned, Standing.BLOCKED);
      case UserErased first -> act(cast(wave), participant::erased, Standing.ERASED);
      case UserReinstated first -> act(cast(wave), participant::reinstated, Standing.OPEN);
      case OffboardingConcluded first -> conclude(cast(wave));
      case ResidualAccessQueried first -> said(cast(wave), readBack::access);
      case RolesWithdrawn first -> withdraw(cast(wave));
      case RolesRestored first -> act(cast(wave), participant::restored, Standing.OPEN);
      case ResidualRolesQueried first -> said(cast(wave), readBack::roles);
    };
  }

  private <A extends PhaseAnnouncement> List<StepReport> act(
      List<A> wave, Acting.Action<A> action, Standing standing) {
    return fenced(
        wave,
        standing,
        current ->
            acting.perform(
                current, action, standing == Standing.OPEN ? nothing() : readBack::access));
  }

  /// The user stays OPEN: a role change moves nobody's fence, and has none of its own. What it
  /// takes must not be taken again once it was given back or the role change has ended.
  private List<StepReport> withdraw(List<RolesWithdrawn> wave) {
    return fenced(
        wave,
        Standing.OPEN,
        open -> {
          Set<OffboardingId> over = answers.answered(open, List.of(Phase.RESTORE, Phase.SEAL));
          List<StepReport> out = new ArrayList<>(open.size());
          open.stream()
              .filter(a -> over.contains(a.offboardingId()))
              .map(this::stale)
              .forEach(out::add);
          out.addAll(
              acting.perform(
                  open.stream().filter(a -> !over.contains(a.offboardingId())).toList(),
                  participant::withdrawn,
                  readBack::roles));
          return out;
        });
  }

  /// Those whose fence lets them; the others are stale, and are told so.
  private <A extends PhaseAnnouncement> List<StepReport> fenced(
      List<A> wave, Standing standing, Function<List<A>, List<StepReport>> inForce) {
    List<StepReport> out = new ArrayList<>(wave.size());
    Map<UserRef, Fence> before =
        fences.advance(wave.stream().map(a -> new Fence(a.user(), a.epoch(), standing)).toList());
    List<A> current = new ArrayList<>(wave.size());
    for (A announcement : wave) {
      if (before.containsKey(announcement.user())) {
        current.add(announcement);
      } else {
        out.add(stale(announcement));
      }
    }
    List<StepReport> said = inForce.apply(current);
    fences.restore(
        said.stream()
            .filter(Protocol::didNothing)
            .map(report -> before.get(report.user()))
            .filter(Objects::nonNull)
            .toList());
    out.addAll(said);
    return out;
  }

  private static boolean didNothing(StepReport report) {
    return switch (report) {
      case StepRefused refused -> true;
      case StepFailed failed -> failed.code().equals(Limit.CODE);
      default -> false;
    };
  }

  private StepReport stale(PhaseAnnouncement announcement) {
    return reports.refused(
        announcement,
        STALE,
        "a newer epoch or phase of this user is in force here; nothing was done");
  }

  private List<StepReport> conclude(List<OffboardingConcluded> wave) {
    return acting.perform(wave, participant::concluded, nothing());
  }

  private <A extends PhaseAnnouncement> List<StepReport> said(
      List<A> wave, Acting.ReadsBack<A> readsBack) {
    Map<UserRef, Evidence> left = readsBack.left(wave);
    return wave.stream()
        .map(q -> reports.residual(q, left.getOrDefault(q.user(), Evidence.NONE)))
        .toList();
  }

  /// A wave holds one kind only, see [Waves].
  @SuppressWarnings("unchecked")
  private static <A extends PhaseAnnouncement> List<A> cast(List<PhaseAnnouncement> wave) {
    return (List<A>) wave;
  }

  private static <A extends PhaseAnnouncement> Acting.ReadsBack<A> nothing() {
    return done -> Map.of();
  }
}
