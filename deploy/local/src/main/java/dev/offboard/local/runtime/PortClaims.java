package dev.offboard.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The ports that a platform of this user has chosen, from the choice to its end. A process listens
/// on its port only seconds after that was found free: without a claim two platforms that start
/// together choose the same ones, and each takes the other's services for its own. Claims are locks
/// on files: they end with the program, however that ends.
final class PortClaims implements AutoCloseable {
  private final Path directory;
  private final List<FileChannel> held = new ArrayList<>();

  PortClaims() {
    this(
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "offboard-ports-" + System.getProperty("user.name")));
  }

  PortClaims(Path directory) {
    this.directory = directory;
  }

  /// True when the port is free and nobody has claimed it; it is claimed then.
  synchronized boolean take(int port) {
    return Ports.isFree(port) && claim(port);
  }

  @Override
  public synchronized void close() {
    held.forEach(PortClaims::release);
    held.clear();
  }

  private boolean claim(int port) {
    try {
      Files.createDirectories(directory);
      FileChannel file =
          FileChannel.open(
              directory.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (isLocked(file)) {
        held.add(file);
        return true;
      }
      file.close();
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Port %d can't be claimed in %s".formatted(port, directory), e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another platform in this very program
    }
  }

  private static void release(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A claimed port can't be given back", e);
    }
  }
}
