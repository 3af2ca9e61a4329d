package dev.offboard.local.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What the machine was like when something was measured.
///
/// @param loadAverage of the last minute; negative where the system doesn't say
/// @param fdatasyncPerSecond how many small writes in a row reached the disk in one second: a
///   commit needs one
record Conditions(double loadAverage, long fdatasyncPerSecond) {
  private static final Duration SAMPLE = Duration.ofSeconds(1);

  /// The page size of PostgreSQL's log.
  private static final int BYTES = 8192;

  /// Takes a second.
  static Conditions now(Path directory) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return new Conditions(load, fdatasyncs(directory));
  }

  private static long fdatasyncs(Path directory) {
    Path file = directory.resolve("fdatasync.sample");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      FileChannel channel = open.getChannel();
      ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
      long began = System.nanoTime();
      long count = 0;
      while (System.nanoTime() - began < SAMPLE.toNanos()) {
        block.clear();
        channel.write(block, 0);
        channel.force(false);
        count++;
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be written".formatted(file), e);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be deleted".formatted(file), e);
    }
  }
}
