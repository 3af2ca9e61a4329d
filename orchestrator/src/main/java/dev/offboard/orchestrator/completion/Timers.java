package dev.offboard.orchestrator.completion;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Priority;
import dev.offboard.messaging.dispatch.Outage;
import dev.offboard.orchestrator.offboarding.Decisions;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.saga.SagaEvent.TimerFired;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Fires the timers that are due: announcements again, sweeps, deadlines, ends of grace periods. A
/// timer is a row, so it survives everything; any number of orchestrators may fire at once, each
/// row goes to one.
@Component
final class Timers implements Due {
  private static final Logger log = LoggerFactory.getLogger(Timers.class);

  /// Enough to make few transactions of many timers, few enough to hold no lock for long.
  static final int BATCH = 500;

  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private final Offboardings offboardings;
  private final TransactionOperations transactions;
  private final AnswerTimes answerTimes;

  Timers(Offboardings offboardings, TransactionOperations transactions, AnswerTimes answerTimes) {
    this.offboardings = offboardings;
    this.transactions = transactions;
    this.answerTimes = answerTimes;
  }

  /// One that can't be fired is put off and delays no other.
  @Override
  public int fireDue() {
    int fired = 0;
    int batch;
    do {
      batch = fireBatch();
      fired += batch;
    } while (batch >= BATCH);
    return fired;
  }

  private int fireBatch() {
    try {
      return requireNonNull(transactions.execute(tx -> fire(offboardings.lockDue(BATCH))));
    } catch (RuntimeException e) {
      if (Outage.isBehind(e)) {
        throw e; // the next poll tries all of it again
      }
      log.warn("a batch of timers failed; nothing of it is kept, they fire one by one", e);
      List<OffboardingId> due = offboardings.findDue(BATCH);
      due.forEach(this::fireAlone);
      return due.size();
    }
  }

  private void fireAlone(OffboardingId id) {
    try {
      transactions.executeWithoutResult(tx -> fire(offboardings.lock(List.of(id))));
    } catch (RuntimeException e) {
      if (Outage.isBehind(e)) {
        throw e; // the next poll tries all of it again
      }
      log.error(
          "the timer of offboarding {} fails; it is put off by {} and tried again, the others go"
              + " on. See deploy/runbooks/needs-attention.md",
          id,
          PUT_OFF,
          e);
      offboardings.putOff(id, PUT_OFF);
    }
  }

  private int fire(Decisions due) {
    List<OffboardingId> ids = due.ids();
    ids.forEach(
        id ->
            due.find(id)
                .ifPresent(
                    offboarding -> {
                      Priority priority = offboarding.policy().priority();
                      due.decide(
                          offboarding, new TimerFired(answerTimes.patience(priority, due.now())));
                    }));
    offboardings.save(due);
    return ids.size();
  }
}
