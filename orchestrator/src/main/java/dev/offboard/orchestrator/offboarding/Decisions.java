package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.trace.TraceParent.Sampling;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Saga;
import dev.offboard.orchestrator.saga.SagaEvent;
import dev.offboard.orchestrator.saga.Step;
import dev.offboard.orchestrator.saga.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is decided in one transaction about the offboardings whose rows it has locked, in memory
/// and in the order of the events. [Offboardings#save] writes all of it.
public final class Decisions {
  private final Map<OffboardingId, Offboarding> before = new LinkedHashMap<>();
  private final Map<OffboardingId, Offboarding> after = new LinkedHashMap<>();
  private final List<Announcement> announcements = new ArrayList<>();
  private final List<StateChange> stateChanges = new ArrayList<>();
  private final Map<StateChange, String> notes = new HashMap<>();
  private final Map<OffboardingId, Offboarding> toFollowUp = new LinkedHashMap<>();
  private final Map<OffboardingId, TraceParent> traces = new HashMap<>();
  private final Instant now;

  /// `now` is the database's clock, read after the rows were locked, so that the times of one
  /// offboarding never run backwards.
  Decisions(Collection<Offboarding> locked, Instant now) {
    this.now = now;
    locked.forEach(offboarding -> before.put(offboarding.id(), offboarding));
    after.putAll(before);
  }

  /// In which trace everything about it is, if it came in one.
  void inTrace(OffboardingId id, @Nullable TraceParent trace) {
    if (trace != null) {
      traces.put(id, trace);
    }
  }

  Map<OffboardingId, TraceParent> traces() {
    return traces;
  }

  /// One that came in no trace has one that is called as itself.
  TraceParent traceOf(OffboardingId id, Sampling sampling) {
    TraceParent known = traces.get(id);
    return known == null ? TraceParent.named(id.value(), sampling) : known;
  }

  /// As it stands after the events so far; empty if there is no such offboarding.
  public Optional<Offboarding> find(OffboardingId id) {
    return Optional.ofNullable(after.get(id));
  }

  /// In the order of their ids.
  public List<OffboardingId> ids() {
    return List.copyOf(after.keySet());
  }

  public Instant now() {
    return now;
  }

  public Verdict decide(Offboarding offboarding, SagaEvent event) {
    return decide(offboarding, event, null);
  }

  /// @param note what the person wrote who brings the event; kept with the state change that it
  ///   leads to, and not at all if there is none
  Verdict decide(Offboarding offboarding, SagaEvent event, @Nullable String note) {
    return take(Saga.decide(offboarding.definition(), offboarding, event, now), note);
  }

  Verdict take(Decision decision) {
    return take(decision, null);
  }

  Verdict take(Decision decision, @Nullable String note) {
    after.put(decision.next().id(), decision.next());
    announcements.addAll(decision.announcements());
    stateChanges.addAll(decision.stateChanges());
    if (note != null && !decision.stateChanges().isEmpty()) {
      notes.put(decision.stateChanges().getFirst(), note);
    }
    if (decision.verdict() instanceof Verdict.FollowUpNeeded) {
      toFollowUp.put(decision.next().id(), decision.next());
    }
    return decision.verdict();
  }

  /// Those that have ended and left access that another one has to take away.
  public List<Offboarding> toFollowUp() {
    return List.copyOf(toFollowUp.values());
  }

  List<Announcement> announcements() {
    return announcements;
  }

  List<StateChange> stateChanges() {
    return stateChanges;
  }

  /// In the clear, by the state change that each belongs to.
  Map<StateChange, String> notes() {
    return notes;
  }

  /// Whose access to everything is being taken away from now on.
  List<UserRef> leaving() {
    return stateChanges.stream()
        .filter(change -> change.to() == OffboardingState.REVOKING)
        .filter(
            change -> find(change.offboardingId()).filter(it -> it.roles().isEmpty()).isPresent())
        .map(StateChange::user)
        .toList();
  }

  /// About whom everybody has confirmed that everything is deleted.
  List<UserRef> erased() {
    return stateChanges.stream()
        .filter(change -> change.from() == OffboardingState.ERASING)
        .filter(change -> change.to() == OffboardingState.SEALING)
        .map(StateChange::user)
        .toList();
  }

  /// How soon what is announced of it has to be handled.
  Priority priorityOf(OffboardingId id) {
    Offboarding offboarding = after.get(id);
    return offboarding == null ? Priority.NORMAL : offboarding.policy().priority();
  }

  /// Those whose own row differs.
  List<Offboarding> changed() {
    return after.values().stream().filter(this::isRowChanged).toList();
  }

  private boolean isRowChanged(Offboarding next) {
    Offboarding old = before.get(next.id());
    return old != null && !asRow(old).equals(asRow(next));
  }

  private static List<Optional<Object>> asRow(Offboarding offboarding) {
    return List.of(
        Optional.of(offboarding.state()),
        Optional.of(offboarding.stateChanges()),
        Optional.of(offboarding.reason()),
        Optional.of(offboarding.milestones()),
        Optional.of(offboarding.approvals()),
        Optional.ofNullable(offboarding.attention()),
        Optional.ofNullable(offboarding.wakeAt()));
  }

  List<StepRows.Row> changedSteps() {
    List<StepRows.Row> changed = new ArrayList<>();
    after.forEach(
        (id, next) -> {
          Offboarding old = before.get(id);
          Set<Step> known = old == null ? Set.of() : new HashSet<>(old.steps());
          next.steps().stream()
              .filter(step -> !known.contains(step))
              .forEach(step -> changed.add(new StepRows.Row(id, step)));
        });
    return changed;
  }

  /// Offboardings that got the mark needs attention, or lost it.
  List<Offboarding> attentionChanged() {
    return after.values().stream()
        .filter(
            next -> {
              Offboarding old = before.get(next.id());
              boolean had = old != null && old.attention() != null;
              return had != (next.attention() != null);
            })
        .toList();
  }

  /// From the start of revoking to REVOKED, of those that got there now.
  List<Duration> timesToRevoke() {
    return after.values().stream()
        .filter(next -> next.milestones().revokedAt() != null)
        .filter(
            next -> {
              Offboarding old = before.get(next.id());
              return old == null || old.milestones().revokedAt() == null;
            })
        .map(
            next ->
                Duration.between(next.milestones().effectiveAt(), next.milestones().revokedAt()))
        .toList();
  }
}
