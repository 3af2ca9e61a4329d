package dev.offboard.local.supervision;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps one process running: starts it, waits until it works, and starts it again whenever it
/// ends, until `stop`. A process that ends again and again before it ever worked is given up, and
/// `firstReady` says so with the end of its log; one that has worked once is restarted for ever,
/// with growing pauses.
public final class SupervisedProcess {
  /// Enough for a lost race for a port or for shared memory that a killed server left behind; more
  /// is a defect that another try doesn't mend.
  private static final int ENDS_BEFORE_GIVING_UP = 6;

  private static final Duration PROBE_EVERY = Duration.ofMillis(40);

  /// Once the process is gone its thread has only bookkeeping left.
  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(10);

  private final ProcessSpec spec;
  private final Journal journal;
  private final Runnable onChange;
  private final int endsBeforeGivingUp;
  private final RestartPause restartPause = new RestartPause();
  private final CompletableFuture<SupervisedProcess> firstReady = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wish = lock.newCondition();
  private boolean wanted;
  private @Nullable Thread loop;
  private volatile Optional<ProcessRecord> current = Optional.empty();
  private volatile boolean ready;
  private volatile int restarts;

  /// Supervises what `spec` describes; `onChange` runs whenever the process id changes.
  public SupervisedProcess(ProcessSpec spec, Journal journal, Runnable onChange) {
    this(spec, journal, onChange, ENDS_BEFORE_GIVING_UP);
  }

  SupervisedProcess(ProcessSpec spec, Journal journal, Runnable onChange, int endsBeforeGivingUp) {
    this.spec = spec;
    this.journal = journal;
    this.onChange = onChange;
    this.endsBeforeGivingUp = endsBeforeGivingUp;
  }

  /// Starts it, now and whenever it ends.
  public void start() {
    lock.lock();
    try {
      if (wanted) {
        return;
      }
      wanted = true;
      loop = Thread.ofVirtual().name("supervise-" + spec.name()).start(this::keepRunning);
    } finally {
      lock.unlock();
    }
  }

  /// Ends it and doesn't start it again (until `start`). Returns when it is gone.
  public void stop() {
    lock.lock();
    try {
      wanted = false;
      wish.signalAll();
    } finally {
      lock.unlock();
    }
    current.ifPresent(new Termination(journal)::end);
    awaitLoop();
  }

  private void awaitLoop() {
    try {
      if (loop != null && !loop.join(LOOP_PATIENCE)) {
        throw new IllegalStateException(
            "%s ended but is still being supervised after %s"
                .formatted(spec.name(), LOOP_PATIENCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Completes when it works for the first time; fails when it is given up before that.
  public CompletableFuture<SupervisedProcess> firstReady() {
    return firstReady;
  }

  /// The process as it is now, unless it is between two runs.
  public Optional<ProcessRecord> current() {
    return current;
  }

  /// What it was made from.
  public ProcessSpec spec() {
    return spec;
  }

  /// True from its first good health check to its end.
  public boolean isReady() {
    return ready;
  }

  /// How often it has been started again.
  public int restarts() {
    return restarts;
  }

  private void keepRunning() {
    try {
      while (isWanted()) {
        runOnce();
      }
    } catch (IOException | RuntimeException e) {
      giveUp("can't be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() throws IOException, InterruptedException {
    long startedAt = System.nanoTime();
    Process process = spawnIfWanted();
    if (process == null) {
      return;
    }
    boolean worked = awaitReady(process, startedAt);
    long readyAt = System.nanoTime();
    int exit = process.waitFor();
    ready = false;
    current = Optional.empty();
    onChange.run();
    if (!isWanted()) {
      return;
    }
    Duration lasted = worked ? Duration.ofNanos(System.nanoTime() - readyAt) : Duration.ZERO;
    Duration pause = restartPause.afterWorkingFor(lasted);
    String ending = new Launch(spec).ending(process, exit);
    if (!firstReady.isDone() && restartPause.endsInARow() >= endsBeforeGivingUp) {
      giveUp("%s, %d times in a row".formatted(ending, restartPause.endsInARow()));
      return;
    }
    journal.record(
        spec.name().value(),
        Event.Kind.CRASHED,
        "%s; starting it again %s".formatted(ending, in(pause)));
    awaitPause(pause);
    restarts++;
  }

  /// Under the lock, so that `stop` either prevents the start or sees the process.
  private @Nullable Process spawnIfWanted() throws IOException {
    lock.lock();
    try {
      if (!wanted) {
        return null;
      }
      Process process = new Launch(spec).start();
      current = Optional.of(ProcessRecord.of(spec, process.toHandle()));
      onChange.run();
      Event.Kind kind = restarts == 0 ? Event.Kind.STARTED : Event.Kind.RESTARTED;
      journal.record(spec.name().value(), kind, "pid %d".formatted(process.pid()));
      return process;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitReady(Process process, long startedAt) throws InterruptedException {
    while (!process.waitFor(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      if (isWanted() && spec.probe().probe().isUp()) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        journal.record(
            spec.name().value(),
            Event.Kind.READY,
            String.format(Locale.ROOT, "after %.1f s at %s", seconds, spec.url()));
        ready = true;
        onChange.run();
        firstReady.complete(this);
        return true;
      }
    }
    return false;
  }

  private void awaitPause(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (wanted && left > 0) {
        left = wish.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isWanted() {
    lock.lock();
    try {
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(String reason) {
    lock.lock();
    try {
      wanted = false;
    } finally {
      lock.unlock();
    }
    journal.record(
        spec.name().value(), Event.Kind.FAILED, "%s; it is not started again".formatted(reason));
    firstReady.completeExceptionally(
        new PlatformFailure(
            "%s %s. The end of %s:%n%s"
                .formatted(spec.name(), reason, spec.log(), new Launch(spec).logTail())));
  }

  private static String in(Duration pause) {
    return pause.isZero() ? "now" : String.format(Locale.ROOT, "in %.1f s", pause.toMillis() / 1e3);
  }
}
