package dev.offboard.local.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Everything needed to start one process, to know whether it works and to stop it.
///
/// @param command program and arguments; one argument must contain `marker`
/// @param marker text that no other process of the machine has among its arguments: it tells ours
///   from one that got the same process id later
/// @param environment added to the supervisor's own
/// @param log standard output and error are appended to it
/// @param stopCommand run to ask it to end; empty to send SIGTERM
/// @param stopsWithin after this long it is killed
/// @param url where it can be reached, for people
public record ProcessSpec(
    ProcessName name,
    List<String> command,
    String marker,
    Path directory,
    Map<String, String> environment,
    Path log,
    HealthProbe probe,
    List<String> stopCommand,
    Duration stopsWithin,
    String url) {

  /// Copies the collections so that a record stays what it was.
  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    stopCommand = List.copyOf(stopCommand);
    if (command.stream().noneMatch(argument -> argument.contains(marker))) {
      throw new IllegalArgumentException(
          "%s: no argument of its command contains its marker %s".formatted(name, marker));
    }
  }

  /// The same with another bound for its end.
  public ProcessSpec stoppingWithin(Duration bound) {
    return new ProcessSpec(
        name, command, marker, directory, environment, log, probe, stopCommand, bound, url);
  }

  /// Without the environment, which holds secrets.
  @Override
  public String toString() {
    return "ProcessSpec[%s %s]".formatted(name, command);
  }
}
