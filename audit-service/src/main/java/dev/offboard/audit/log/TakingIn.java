package dev.offboard.audit.log;

import dev.offboard.messaging.tenancy.Tenancy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Takes entries from before there was a tree into it, before anything else begins. Ended at any
/// point it goes on from the last batch; of several instances each batch is done by one.
@Component
final class TakingIn implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TakingIn.class);

  private final LogHead head;
  private final Growth growth;
  private final TransactionOperations transactions;
  private volatile boolean running;

  TakingIn(LogHead head, Growth growth, TransactionOperations transactions) {
    this.head = head;
    this.growth = growth;
    this.transactions = transactions;
  }

  /// Before consumers and timers.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    running = true;
    long taken = 0;
    try {
      for (long batch = Tenancy.askAcrossAll(this::takeIn);
          batch > 0;
          batch = Tenancy.askAcrossAll(this::takeIn)) {
        taken += batch;
      }
    } catch (DamagedLog e) {
      // it can still be read, which a person will want to; whoever appends meets the same
      log.error("the tree can't be completed; see deploy/runbooks/audit-log-damaged.md", e);
    }
    if (taken > 0) {
      log.info("{} entries from before the tree are in it now", taken);
    }
  }

  /// How many it took; 0 when there was nothing left.
  long takeIn() {
    Long taken =
        transactions.execute(
            tx -> {
              LogHead.State end = head.lock();
              long before = end.peaks().size();
              if (end.isInTree()) {
                return 0L;
              }
              growth.takeIn(end);
              head.write(end);
              return end.peaks().size() - before;
            });
    return taken;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
