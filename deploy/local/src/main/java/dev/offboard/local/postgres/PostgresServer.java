package dev.offboard.local.postgres;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.Liveness;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server of its own in `home`: the programs, the cluster (`data`) and its
/// configuration. The cluster is made once; the configuration is written at every start.
///
/// @param home the folder it may fill
/// @param binaries where the programs are unpacked; several servers may share it
/// @param log where the server writes
public record PostgresServer(Path home, Path binaries, Path log, SuperuserAccess access) {
  /// As a process.
  public static final ProcessName NAME = new ProcessName("postgres");

  private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);

  /// A fast shutdown writes a checkpoint first: seconds on a slow disk after a large import.
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  /// Makes the cluster if there is none, writes its configuration and says how to run it.
  public ProcessSpec prepare() {
    PostgresBinaries programs = PostgresBinaries.in(binaries);
    List<String> prefix = RootPrefix.forThisUser();
    try {
      Files.createDirectories(home);
      if (!Files.exists(data().resolve("PG_VERSION"))) {
        initialise(programs, prefix);
      }
      new PostgresConfiguration(access.port()).writeTo(data());
      removeStalePidFile();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL in %s could not be prepared".formatted(home), e);
    }
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(programs.program("postgres"), "-D", data().toString()));
    List<String> stop = new ArrayList<>(prefix);
    stop.addAll(List.of(programs.program("pg_ctl"), "stop", "-D", data().toString()));
    stop.addAll(List.of("--mode=fast", "--no-wait"));
    return new ProcessSpec(
        NAME,
        command,
        data().toString(),
        home,
        Map.of("LC_ALL", "C", "TZ", "UTC"),
        log,
        access,
        stop,
        STOPS_WITHIN,
        access.jdbcUrl("postgres"));
  }

  private Path data() {
    return home.resolve("data");
  }

  /// Beside its place and renamed, so that a cluster that exists is complete whatever interrupted
  /// this.
  private void initialise(PostgresBinaries programs, List<String> prefix) throws IOException {
    Path beside = Files.createTempDirectory(home, "initialising-");
    Path passwordFile = Files.writeString(home.resolve("initdb-password"), access.password());
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(programs.program("initdb"), "-D", beside.toString()));
    command.addAll(List.of("--username=" + access.user(), "--pwfile=" + passwordFile));
    command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    try {
      run(command);
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(beside, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void run(List<String> command) throws IOException {
    Process initdb =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!initdb.waitFor(INITDB_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        initdb.destroyForcibly();
        throw new PlatformFailure(
            "initdb did not end within %s and was killed. Nothing was started; its output is in %s"
                .formatted(INITDB_PATIENCE, log));
      }
    } catch (InterruptedException e) {
      initdb.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new PlatformFailure("initdb was interrupted. Nothing was started", e);
    }
    if (initdb.exitValue() != 0) {
      throw new PlatformFailure(
          "initdb ended with %d (expected: 0). Nothing was started; its output is in %s"
              .formatted(initdb.exitValue(), log));
    }
  }

  /// After a crash the pid file stays. The server checks it, but takes any live process of that
  /// number for a server; we know better, because only one supervisor at a time gets here.
  private void removeStalePidFile() throws IOException {
    Path file = data().resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    Optional<Long> pid = Files.readAllLines(file).stream().findFirst().map(Long::valueOf);
    boolean serverRuns =
        pid.flatMap(ProcessHandle::of)
            .filter(Liveness::isRunning)
            .flatMap(process -> process.info().command())
            .filter(command -> command.endsWith("postgres"))
            .isPresent();
    if (!serverRuns) {
      Files.delete(file);
    }
  }
}
