package dev.offboard.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Held for as long as somebody supervises a data directory. The operating system gives it back
/// when the holder ends, however it ends.
record SupervisorLock(FileChannel channel) implements AutoCloseable {
  /// Takes it; empty when another supervisor has it.
  static Optional<SupervisorLock> take(DataDirectory data) {
    try {
      FileChannel channel =
          FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new SupervisorLock(channel));
    } catch (IOException e) {
      throw new UncheckedIOException(data.lockFile() + " can't be locked", e);
    }
  }

  /// By another process, or by another supervisor in this one.
  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The supervisor's lock can't be given back", e);
    }
  }
}
