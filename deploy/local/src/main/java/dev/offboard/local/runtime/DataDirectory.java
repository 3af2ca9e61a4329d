package dev.offboard.local.runtime;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.ProcessName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Everything one installation keeps: data, configuration, secrets, logs and what runs. Only its
/// owner can look into it. Always an absolute path without symbolic links, because processes are
/// recognised by it.
public record DataDirectory(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_READS =
      PosixFilePermissions.fromString("rw-------");

  /// PostgreSQL's log, Kafka's segments and a checkpoint need room before anything useful is
  /// stored.
  private static final long LEAST_FREE_BYTES = 512L * 1024 * 1024;

  /// The directory at `path`, which need not exist yet.
  public static DataDirectory at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return new DataDirectory(Files.exists(absolute) ? absolute.toRealPath() : absolute);
    } catch (IOException e) {
      throw new UncheckedIOException(absolute + " can't be resolved", e);
    }
  }

  /// Makes it if need be, and sees to it that nobody else can read it.
  DataDirectory create() {
    try {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, OWNER_ONLY);
      for (Path directory : new Path[] {run(), logs(), secrets()}) {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, OWNER_ONLY);
      }
      return at(path);
    } catch (IOException e) {
      throw new PlatformFailure(
          "%s can't be the data directory: %s. Nothing was started; name another with --data"
              .formatted(path, e),
          e);
    }
  }

  /// Fails when the disk has so little room that the platform would stop in the middle of
  /// something.
  void requireRoom() {
    try {
      FileStore store = Files.getFileStore(path);
      long free = store.getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw new PlatformFailure(
            "The disk of %s has %d MB free (expected: at least %d MB). Nothing was started; free some or name another place with --data"
                .formatted(path, free >> 20, LEAST_FREE_BYTES >> 20));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The free space of %s is unknown".formatted(path), e);
    }
  }

  /// The output of one process, or of the supervisor.
  public Path log(ProcessName process) {
    return logs().resolve(process + ".log");
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path run() {
    return path.resolve("run");
  }

  Path secrets() {
    return path.resolve("secrets");
  }

  /// The audit log's signing key, and what was signed last. Not to be restored from a backup
  /// together with the database.
  Path signer() {
    return path.resolve("signer");
  }

  /// See [Settings].
  Path settings() {
    return path.resolve("settings.properties");
  }

  Path configuration(Service service) {
    return path.resolve("config").resolve(service.toString());
  }

  /// What a process may fill as it likes.
  Path home(ProcessName process) {
    return path.resolve(process.value());
  }

  /// Who runs where; see `PlatformRecord`.
  Path platformFile() {
    return path.resolve("platform.json");
  }

  Path journalFile() {
    return run().resolve("events.jsonl");
  }

  Path lockFile() {
    return run().resolve("supervisor.lock");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
