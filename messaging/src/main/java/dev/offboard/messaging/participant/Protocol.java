package dev.offboard.messaging.participant;

import dev.offboard.contracts.Announcement;
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
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.messaging.participant.StepAnswers.Answer;
import dev.offboard.messaging.participant.StepAnswers.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What every participant does alike, for one wave of announcements in the caller's transaction:
/// fence, answer a repeated one from the store, act, read back, remember. Block, then clean: the
/// fence moves before the participant is called.
class Protocol {
  static final String STALE = "stale-epoch";
  static final String RESIDUAL = "residual-access";

  private final BatchParticipant participant;
  private final Fences fences;
  private final StepAnswers answers;
  private final Reports reports;
  private final Priority priority;
  private final ReadBack readBack;

  /// @param priority of the announcements, which what is reported later goes by too
  Protocol(
      BatchParticipant participant,
      Fences fences,
      StepAnswers answers,
      Reports reports,
      Priority priority) {
    this.participant = participant;
    this.fences = fences;
    this.answers = answers;
    this.reports = reports;
    this.priority = priority;
    this.readBack = new ReadBack(participant);
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
      List<A> wave, Action<A> action, Standing standing) {
    return fenced(
        wave,
        standing,
        current ->
            perform(current, action, standing == Standing.OPEN ? nothing() : readBack::access));
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
              perform(
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
            .filter(StepRefused.class::isInstance)
            .map(refused -> before.get(refused.user()))
            .filter(Objects::nonNull)
            .toList());
    out.addAll(said);
    return out;
  }

  private StepReport stale(PhaseAnnouncement announcement) {
    return reports.refused(
        announcement,
        STALE,
        "a newer epoch or phase of this user is in force here; nothing was done");
  }

  private List<StepReport> conclude(List<OffboardingConcluded> wave) {
    return perform(wave, participant::concluded, nothing());
  }

  private <A extends PhaseAnnouncement> List<StepReport> perform(
      List<A> wave, Action<A> action, ReadsBack<A> readsBack) {
    if (wave.isEmpty()) {
      return List.of();
    }
    Map<OffboardingId, Evidence> done = answers.completed(wave);
    Map<UserRef, Evidence> leftOfDone =
        readsBack.left(wave.stream().filter(a -> done.containsKey(a.offboardingId())).toList());
    List<A> toDo =
        wave.stream()
            .filter(a -> !done.containsKey(a.offboardingId()) || leftOfDone.containsKey(a.user()))
            .toList();
    Set<OffboardingId> acting =
        toDo.stream().map(Announcement::offboardingId).collect(Collectors.toSet());
    List<Report> said = toDo.isEmpty() ? List.of() : action.on(toDo);
    readBack.requireOnePerEvent(toDo, said);
    Map<UserRef, Evidence> left = readsBack.left(toDo);

    List<StepReport> out = new ArrayList<>(wave.size());
    List<Answer> remember = new ArrayList<>(toDo.size());
    for (A event : wave) {
      Evidence stored = done.get(event.offboardingId());
      if (stored != null && !acting.contains(event.offboardingId())) {
        out.add(reports.completed(event, stored));
      }
    }
    for (int i = 0; i < toDo.size(); i++) {
      A event = toDo.get(i);
      out.add(
          switch (said.get(i)) {
            case Report.Refused(String code, String detail) -> reports.refused(event, code, detail);
            case Report.Progressed(String progress) -> {
              remember.add(new Answer(event, priority, State.PROGRESSING, Evidence.NONE));
              yield reports.progressed(event, progress);
            }
            case Report.Failing(String code, String detail) -> {
              remember.add(new Answer(event, priority, State.PROGRESSING, Evidence.NONE));
              yield reports.failed(event, code, detail);
            }
            case Report.Completed(Evidence evidence) -> {
              Evidence residual = left.get(event.user());
              if (residual != null) {
                yield reports.failed(
                    event,
                    RESIDUAL,
                    "read back found access that is still there: " + residual.counts());
              }
              Evidence all = done.getOrDefault(event.offboardingId(), Evidence.NONE).plus(evidence);
              remember.add(new Answer(event, priority, State.COMPLETED, all));
              yield reports.completed(event, all);
            }
          });
    }
    answers.save(remember);
    return out;
  }

  private <A extends PhaseAnnouncement> List<StepReport> said(
      List<A> wave, ReadsBack<A> readsBack) {
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

  private interface Action<A extends PhaseAnnouncement> {
    List<Report> on(List<A> events);
  }

  /// Those users who still have what was to be taken, and what.
  private interface ReadsBack<A extends PhaseAnnouncement> {
    Map<UserRef, Evidence> left(List<A> done);
  }

  private static <A extends PhaseAnnouncement> ReadsBack<A> nothing() {
    return done -> Map.of();
  }
}
