package dev.offboard.local.runtime;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.supervision.Liveness;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessRecord;
import dev.offboard.local.supervision.Termination;
import dev.offboard.local.supervision.Together;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Processes of an installation that outlived their supervisor. They are stopped, not adopted: what
/// runs after a start is what that start's build and configuration say.
record Orphans(DataDirectory data, Journal journal) {
  /// Stopped last, because the others lean on them.
  private static final Set<ProcessName> FOUNDATIONS = Set.of(PostgresServer.NAME, KafkaBroker.NAME);

  /// Stops what `last` remembers and still runs, then whatever else carries this installation's
  /// mark (started in the moment between being started and being remembered). Returns how many were
  /// remembered.
  int end(PlatformRecord last) {
    List<ProcessRecord> left =
        last.processes().stream().filter(it -> it.stillRunning().isPresent()).toList();
    for (ProcessRecord process : left) {
      journal.record(
          process.name().value(),
          Event.Kind.NOTE,
          "still runs without a supervisor (pid %d): stopping it".formatted(process.pid()));
    }
    endAll(left, process -> !FOUNDATIONS.contains(process.name()));
    endAll(left, process -> FOUNDATIONS.contains(process.name()));
    ProcessHandle.allProcesses().filter(this::carriesOurMark).forEach(this::kill);
    return left.size();
  }

  private void endAll(List<ProcessRecord> processes, Predicate<ProcessRecord> which) {
    Together.each(processes.stream().filter(which).toList(), new Termination(journal)::end);
  }

  private boolean carriesOurMark(ProcessHandle process) {
    String mark = "-Doffboard.process=%s#".formatted(data);
    String supervisor = mark + SupervisorProcess.NAME;
    return Liveness.isRunning(process)
        && process
            .info()
            .arguments()
            .map(
                arguments ->
                    Arrays.stream(arguments)
                        .anyMatch(it -> it.startsWith(mark) && !it.equals(supervisor)))
            .orElse(false);
  }

  private void kill(ProcessHandle process) {
    journal.record(
        Platform.SUBJECT,
        Event.Kind.KILLED,
        "an unrecorded process of this installation (pid %d) was killed".formatted(process.pid()));
    process.destroyForcibly();
  }
}
