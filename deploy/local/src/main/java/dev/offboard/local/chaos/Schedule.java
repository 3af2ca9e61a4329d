package dev.offboard.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Which fault comes when. The same seed and length give the same schedule, on every machine.
record Schedule(List<Planned> faults) {
  private static final List<String> PROCESSES =
      List.of(
          "orchestrator",
          "identity",
          "entitlement",
          "session",
          "audit",
          "connect",
          "kafka",
          "postgres");

  /// Longer than every timeout: Kafka's consumers are given up after 45 s.
  static final Duration FREEZE = Duration.ofSeconds(50);

  /// Of twenty faults so many are kills; the others are divided evenly.
  private static final int KILLS_OF_TWENTY = 14;

  private static final int TWENTY = 20;

  /// Copies the list so that a record stays what it was.
  Schedule {
    faults = List.copyOf(faults);
  }

  /// A fault and how long after the beginning it comes.
  record Planned(Duration at, Fault fault) {}

  /// One fault every `every`, none after `length`; one process at most is frozen at a time, and one
  /// is frozen right at the beginning, so that also a short run has it.
  static Schedule of(long seed, Duration length, Duration every) {
    // unlike Random, it begins differently for neighbouring seeds
    SplittableRandom random = new SplittableRandom(seed);
    List<Planned> faults = new ArrayList<>();
    Duration thawed = Duration.ZERO;
    for (Duration at = every; at.compareTo(length) < 0; at = at.plus(every)) {
      String process = PROCESSES.get(random.nextInt(PROCESSES.size()));
      int kind = random.nextInt(TWENTY);
      boolean mayFreeze = at.compareTo(thawed) >= 0;
      Fault fault =
          faults.isEmpty() || kind == KILLS_OF_TWENTY && mayFreeze
              ? new Fault.Freeze(process, FREEZE)
              : other(kind, process);
      if (fault instanceof Fault.Freeze) {
        thawed = at.plus(FREEZE);
      }
      faults.add(new Planned(at, fault));
    }
    return new Schedule(faults);
  }

  private static Fault other(int kind, String process) {
    if (kind <= KILLS_OF_TWENTY) {
      return new Fault.Kill(process);
    }
    return kind % 2 == 0 ? new Fault.RestartConnector() : new Fault.DropSlot();
  }
}
