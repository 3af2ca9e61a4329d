package dev.offboard.orchestrator.completion;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.offboarding.Decisions;
import dev.offboard.orchestrator.offboarding.DueStarts;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.plan.Conditions;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import dev.offboard.orchestrator.saga.StartConditions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Starts what was scheduled, after another look at the directory and the policies, and at what the
/// user holds if that was approved: weeks may lie between the request and its time. While
/// identity-service is away nothing starts and nothing is cancelled; it is asked again.
@Component
final class Starts implements Due {
  private static final Logger log = LoggerFactory.getLogger(Starts.class);

  /// A restart of whoever could not be asked takes about that long.
  private static final Duration PUT_OFF = Duration.ofSeconds(5);

  private final DueStarts dueStarts;
  private final Offboardings offboardings;
  private final Directory directory;
  private final Conditions conditions;
  private final TransactionOperations transactions;

  Starts(
      DueStarts dueStarts,
      Offboardings offboardings,
      Directory directory,
      Conditions conditions,
      TransactionOperations transactions) {
    this.dueStarts = dueStarts;
    this.offboardings = offboardings;
    this.directory = directory;
    this.conditions = conditions;
    this.transactions = transactions;
  }

  @Override
  public int fireDue() {
    int started = 0;
    List<Offboarding> due;
    do {
      due = dueStarts.find(Timers.BATCH);
      start(due);
      started += due.size();
    } while (due.size() >= Timers.BATCH);
    return started;
  }

  private void start(List<Offboarding> due) {
    if (due.isEmpty()) {
      return;
    }
    Map<UserRef, Optional<DirectoryUser>> known =
        directory.findAll(due.stream().map(Offboarding::user).toList());
    Map<OffboardingId, StartConditions> looked = new HashMap<>();
    due.forEach(
        offboarding ->
            conditions(offboarding, known.getOrDefault(offboarding.user(), Optional.empty()))
                .ifPresent(found -> looked.put(offboarding.id(), found)));
    transactions.executeWithoutResult(
        tx -> {
          Decisions decisions =
              offboardings.lock(due.stream().map(Offboarding::id).sorted(Starts::byId).toList());
          decisions.ids().forEach(id -> start(decisions, id, looked));
          offboardings.save(decisions);
        });
  }

  private static int byId(OffboardingId one, OffboardingId other) {
    return one.value().compareTo(other.value());
  }

  private static void start(
      Decisions decisions, OffboardingId id, Map<OffboardingId, StartConditions> conditions) {
    StartConditions found = conditions.get(id);
    if (found != null) {
      decisions
          .find(id)
          .ifPresent(offboarding -> decisions.decide(offboarding, new StartChecked(found)));
    }
  }

  /// Empty if it isn't known: it is put off and looked at again.
  private Optional<StartConditions> conditions(
      Offboarding offboarding, Optional<DirectoryUser> found) {
    try {
      return Optional.of(conditions.of(offboarding, found));
    } catch (ApiProblem problem) {
      if (problem.getStatusCode().is5xxServerError()) {
        log.warn(
            "offboarding {} can't start: {} It is tried again in {} s, the others go on",
            offboarding.id(),
            problem.getBody().getDetail(),
            PUT_OFF.toSeconds());
        offboardings.putOff(offboarding.id(), PUT_OFF);
        return Optional.empty();
      }
      return Optional.of(new StartConditions.Fail(refusedByNow(problem)));
    }
  }

  private static String refusedByNow(ApiProblem problem) {
    Map<String, Object> members = problem.getBody().getProperties();
    return "by now it would be refused: " + (members == null ? "" : members.get("code"));
  }
}
