package dev.offboard.local.chaos;

import java.time.Duration;

/// Something that is broken on purpose.
sealed interface Fault {
  /// `kill -9`.
  record Kill(String process) implements Fault {
    @Override
    public String toString() {
      return "kill -9 " + process;
    }
  }

  /// SIGSTOP to the process and its children, SIGCONT after a while: alive, but it answers nobody.
  record Freeze(String process, Duration pause) implements Fault {
    @Override
    public String toString() {
      return "freeze %s for %d s".formatted(process, pause.toSeconds());
    }
  }

  /// Through Connect's own interface.
  record RestartConnector() implements Fault {
    @Override
    public String toString() {
      return "restart the connector";
    }
  }

  /// Takes the relay its place in PostgreSQL's log.
  record DropSlot() implements Fault {
    @Override
    public String toString() {
      return "drop the slot";
    }
  }
}
