package dev.offboard.local.runtime;

import dev.offboard.local.json.Json;
import dev.offboard.local.supervision.JavaCommand;
import dev.offboard.local.supervision.PrivateFile;
import dev.offboard.local.supervision.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `platform.json`: what was started last in a data directory. Without secrets. It outlives the
/// processes, so that the next start finds the same ports, and a stop without the supervisor finds
/// the processes.
///
/// @param supervisor who keeps the processes running; null when the platform was stopped
/// @param ports by name of the process
/// @param processes those that were running when this was written
/// @param ready true once the start was complete
record PlatformRecord(
    @Nullable ProcessRecord supervisor,
    Scope scope,
    Map<String, Integer> ports,
    List<ProcessRecord> processes,
    boolean ready) {

  PlatformRecord {
    ports = Map.copyOf(ports);
    processes = List.copyOf(processes);
  }

  static Optional<PlatformRecord> read(DataDirectory data) {
    try {
      return Files.exists(data.platformFile())
          ? Optional.of(Json.read(Files.readString(data.platformFile()), PlatformRecord.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(data.platformFile() + " can't be read", e);
    }
  }

  void writeTo(DataDirectory data) {
    PrivateFile.write(data.platformFile(), Json.pretty(this) + "\n");
  }

  /// True while the supervisor named here runs.
  boolean isSupervised() {
    return supervisor != null && supervisor.stillRunning().isPresent();
  }

  Topology topology(DataDirectory data, Distribution distribution) {
    return new Topology(
        data, distribution, scope, ports, Optional.empty(), JavaCommand.Startup.USE_CACHE);
  }
}
