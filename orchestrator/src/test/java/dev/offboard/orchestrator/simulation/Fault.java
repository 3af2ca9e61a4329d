package dev.offboard.orchestrator.simulation;

import dev.offboard.messaging.testkit.memory.Boundary;
import java.util.Random;
import java.util.function.Consumer;
import org.springframework.transaction.CannotCreateTransactionException;

/// What goes wrong during one act, and at which of the boundaries it passes, counted from 1.
record Fault(Kind kind, int at) {
  static final Fault NONE = new Fault(Kind.NOTHING, 0);

  /// A batch of a few records passes about so many.
  private static final int FARTHEST = 10;

  enum Kind {
    NOTHING,
    /// The process is killed.
    CRASH,
    /// The database is away.
    OUTAGE,
    /// Something throws that has never thrown before.
    SURPRISE
  }

  static Fault any(Random random) {
    int one = random.nextInt(12);
    return one < 3 ? new Fault(Kind.values()[1 + one], 1 + random.nextInt(FARTHEST)) : NONE;
  }

  /// Not an exception, so that nobody handles it: the process is gone.
  static final class Crash extends Error {
    private Crash(Boundary boundary) {
      super("killed " + boundary, null, false, false);
    }
  }

  static final class Surprise extends RuntimeException {
    private Surprise(Boundary boundary) {
      super("surprise " + boundary, null, false, false);
    }
  }

  /// Strikes once, where the fault says. Given to every store of a world.
  static final class Striking implements Consumer<Boundary> {
    private Fault armed = NONE;
    private int passed;

    void arm(Fault fault) {
      armed = fault;
      passed = 0;
    }

    @Override
    public void accept(Boundary boundary) {
      if (armed == NONE || ++passed < armed.at()) {
        return;
      }
      Kind kind = armed.kind();
      if (kind == Kind.SURPRISE && boundary.compareTo(Boundary.BEFORE_COMMIT) > 0) {
        return; // what is committed surprises nobody
      }
      armed = NONE;
      switch (kind) {
        case CRASH -> throw new Crash(boundary);
        case OUTAGE -> throw new CannotCreateTransactionException("database away " + boundary);
        case SURPRISE -> throw new Surprise(boundary);
        case NOTHING -> {}
      }
    }
  }

  @Override
  public String toString() {
    return this == NONE ? "no fault" : kind + "@" + at;
  }
}
