package dev.offboard.local.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A process as remembered in a file: enough to find it again after whoever started it is gone, and
/// never to mistake another one for it.
///
/// @param startedAt as the operating system says it
/// @param marker text found among its arguments and in no other process's; empty when it has none
/// @param stopCommand see `ProcessSpec`
public record ProcessRecord(
    ProcessName name,
    long pid,
    Instant startedAt,
    String marker,
    List<String> stopCommand,
    Duration stopsWithin,
    String url) {

  /// The operating system derives a start time from its uptime; a clock that is being set moves it
  /// a little.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  /// Copies the list so that a record stays what it was.
  public ProcessRecord {
    stopCommand = List.copyOf(stopCommand);
  }

  /// What to remember of a process just started.
  static ProcessRecord of(ProcessSpec spec, ProcessHandle handle) {
    Instant startedAt = handle.info().startInstant().orElseGet(Instant::now);
    return new ProcessRecord(
        spec.name(),
        handle.pid(),
        startedAt,
        spec.marker(),
        spec.stopCommand(),
        spec.stopsWithin(),
        spec.url());
  }

  /// The process, if it still runs and is the one that was remembered: by its arguments where the
  /// operating system shows them, else by its start time.
  public Optional<ProcessHandle> stillRunning() {
    return ProcessHandle.of(pid).filter(Liveness::isRunning).filter(this::isTheSame);
  }

  /// What to remember of this very process, whatever it was started with.
  public static ProcessRecord ofThisProcess(ProcessName name, Duration stopsWithin) {
    ProcessHandle self = ProcessHandle.current();
    Instant startedAt = self.info().startInstant().orElseGet(Instant::now);
    return new ProcessRecord(name, self.pid(), startedAt, "", List.of(), stopsWithin, "");
  }

  private boolean isTheSame(ProcessHandle handle) {
    if (marker.isEmpty()) {
      return startedThen(handle);
    }
    return handle
        .info()
        .arguments()
        .map(arguments -> Arrays.stream(arguments).anyMatch(it -> it.contains(marker)))
        .orElseGet(() -> startedThen(handle));
  }

  private boolean startedThen(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(at -> Duration.between(startedAt, at).abs().compareTo(CLOCK_TOLERANCE) <= 0)
        .orElse(false);
  }
}
