package dev.offboard.messaging.participant;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.StepAnswers.Answer;
import dev.offboard.messaging.participant.StepAnswers.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Calls the participant for those of a wave with whom it isn't done yet and who are within its
/// limit; reads back, words the reports and remembers them.
final class Acting {
  static final String RESIDUAL = "residual-access";

  private static final String BEYOND_LIMIT =
      "more users of this tenant within an hour than this participant acts on by itself; nothing"
          + " was done, and it goes on when the hour is over or its limit was raised";

  private final ReadBack readBack;
  private final StepAnswers answers;
  private final Reports reports;
  private final Limit limit;
  private final Priority priority;

  /// @param priority of the announcements, which what is reported later goes by too
  Acting(ReadBack readBack, StepAnswers answers, Reports reports, Limit limit, Priority priority) {
    this.readBack = readBack;
    this.answers = answers;
    this.reports = reports;
    this.limit = limit;
    this.priority = priority;
  }

  /// One report for each announcement of the wave.
  <A extends PhaseAnnouncement> List<StepReport> perform(
      List<A> wave, Action<A> action, ReadsBack<A> readsBack) {
    if (wave.isEmpty()) {
      return List.of();
    }
    Remembered known = answers.known(wave);
    Map<OffboardingId, Evidence> done = known.done();
    Map<UserRef, Evidence> leftOfDone =
        readsBack.left(wave.stream().filter(a -> done.containsKey(a.offboardingId())).toList());
    Set<OffboardingId> beyond =
        limit.holdBack(wave.stream().filter(a -> known.isNew(a.offboardingId())).toList());
    List<A> toDo =
        wave.stream()
            .filter(a -> !done.containsKey(a.offboardingId()) || leftOfDone.containsKey(a.user()))
            .filter(a -> !beyond.contains(a.offboardingId()))
            .toList();
    Set<OffboardingId> acting =
        toDo.stream().map(Announcement::offboardingId).collect(Collectors.toSet());
    List<Report> said = toDo.isEmpty() ? List.of() : action.on(toDo);
    readBack.requireOnePerEvent(toDo, said);
    Map<UserRef, Evidence> left = readsBack.left(toDo);

    List<StepReport> out = new ArrayList<>(wave.size());
    List<Answer> remember = new ArrayList<>(toDo.size());
    List<A> refused = new ArrayList<>();
    for (A event : wave) {
      Evidence stored = done.get(event.offboardingId());
      if (stored != null && !acting.contains(event.offboardingId())) {
        out.add(reports.completed(event, stored, known.held(event.offboardingId())));
      } else if (beyond.contains(event.offboardingId())) {
        out.add(reports.failed(event, Limit.CODE, BEYOND_LIMIT));
      }
    }
    for (int i = 0; i < toDo.size(); i++) {
      A event = toDo.get(i);
      List<InventoryItem> held = known.held(event.offboardingId(), said.get(i));
      out.add(
          switch (said.get(i).outcome()) {
            case Report.Refused(String code, String detail) -> {
              if (known.isNew(event.offboardingId())) {
                refused.add(event);
              }
              yield reports.refused(event, code, detail);
            }
            case Report.Progressed(String progress) -> {
              remember.add(new Answer(event, priority, State.PROGRESSING, Evidence.NONE, held));
              yield reports.progressed(event, progress);
            }
            case Report.Failing(String code, String detail) -> {
              remember.add(new Answer(event, priority, State.PROGRESSING, Evidence.NONE, held));
              yield reports.failed(event, code, detail);
            }
            case Report.Completed(Evidence evidence) -> {
              Evidence residual = left.get(event.user());
              if (residual != null) {
                if (known.isNew(event.offboardingId())) {
                  remember.add(new Answer(event, priority, State.ATTEMPTED, Evidence.NONE, held));
                }
                yield reports.failed(
                    event,
                    RESIDUAL,
                    "read back found access that is still there: " + residual.counts());
              }
              Evidence all = done.getOrDefault(event.offboardingId(), Evidence.NONE).plus(evidence);
              remember.add(new Answer(event, priority, State.COMPLETED, all, held));
              yield reports.completed(event, all, held);
            }
          });
    }
    answers.save(remember);
    limit.uncount(refused);
    return out;
  }

  interface Action<A extends PhaseAnnouncement> {
    List<Report> on(List<A> events);
  }

  /// Those users who still have what was to be taken, and what.
  interface ReadsBack<A extends PhaseAnnouncement> {
    Map<UserRef, Evidence> left(List<A> done);
  }
}
