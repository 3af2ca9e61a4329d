package dev.offboard.orchestrator.completion;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.offboarding.Decisions;
import dev.offboard.orchestrator.offboarding.DueStarts;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.OtherContract;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import dev.offboard.orchestrator.saga.StartConditions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Starts what was scheduled, after another look at the directory and the policies: weeks may lie
/// between the request and its time. While identity-service is away nothing starts and nothing is
/// cancelled; it is asked again.
@Component
final class Starts implements Due {
  private final DueStarts dueStarts;
  private final Offboardings offboardings;
  private final Directory directory;
  private final Policies policies;
  private final TransactionOperations transactions;
  private final Clock clock;

  Starts(
      DueStarts dueStarts,
      Offboardings offboardings,
      Directory directory,
      Policies policies,
      TransactionOperations transactions,
      Clock clock) {
    this.dueStarts = dueStarts;
    this.offboardings = offboardings;
    this.directory = directory;
    this.policies = policies;
    this.transactions = transactions;
    this.clock = clock;
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
    Map<OffboardingId, StartConditions> conditions = new HashMap<>();
    due.forEach(
        offboarding ->
            conditions.put(
                offboarding.id(),
                conditions(offboarding, known.getOrDefault(offboarding.user(), Optional.empty()))));
    transactions.executeWithoutResult(
        tx -> {
          Decisions decisions =
              offboardings.lock(due.stream().map(Offboarding::id).sorted(Starts::byId).toList());
          decisions.ids().forEach(id -> start(decisions, id, conditions));
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

  private StartConditions conditions(Offboarding offboarding, Optional<DirectoryUser> found) {
    if (found.isEmpty()) {
      return new StartConditions.Hold("the directory does not know the user any more");
    }
    DirectoryUser user = found.get();
    if (user.epoch().compareTo(offboarding.epoch()) > 0) {
      return new StartConditions.Fail(
          "the user has come back: the directory is at epoch %s, this was requested for epoch %s"
              .formatted(user.epoch(), offboarding.epoch()));
    }
    if (user.isProtected() && !offboarding.roles().isEmpty()) {
      return new StartConditions.Fail("the account is protected by now");
    }
    if (user.isErased()) {
      return new StartConditions.Fail("the user has been erased already");
    }
    return otherContract(offboarding.policy(), user)
        .<StartConditions>map(StartConditions.Fail::new)
        .orElseGet(() -> new StartConditions.Hold(policyNote(offboarding)));
  }

  /// Why it doesn't start, if the user stays all the same.
  private Optional<String> otherContract(PolicySnapshot policy, DirectoryUser user) {
    Instant until = user.otherContractUntil();
    return policy.otherContract() == OtherContract.CANCEL
            && until != null
            && until.isAfter(clock.instant())
        ? Optional.of("the user is still employed under another contract, until " + until)
        : Optional.empty();
  }

  private String policyNote(Offboarding offboarding) {
    PolicySnapshot itsOwn = offboarding.policy();
    Optional<PolicySnapshot> today = policies.of(offboarding.reason());
    if (today.isEmpty()) {
      return "its policy %s is gone from the configuration, it runs on version %d"
          .formatted(itsOwn.name(), itsOwn.version());
    }
    return today.get().version() == itsOwn.version()
        ? "nothing has changed since it was requested"
        : "policy %s is at version %d now, it runs on version %d"
            .formatted(itsOwn.name(), today.get().version(), itsOwn.version());
  }
}
