package dev.offboard.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Some processes and everything they started, as `/proc` tells of them. Where there is none
/// (macOS) all figures are zero.
record ProcessTree(List<Long> roots) {
  /// `USER_HZ` is 100 on every architecture that the runtime starts on.
  private static final long MILLIS_PER_TICK = 10;

  /// In `/proc/PID/stat`, counted behind the command name: user and system time of the process, and
  /// of the children it has collected.
  private static final List<Integer> TIME_FIELDS = List.of(11, 12, 13, 14);

  ProcessTree {
    roots = List.copyOf(roots);
  }

  /// Processor time used so far, in milliseconds. Of a child that ended its parent keeps count.
  long cpuMillis() {
    return members().map(ProcessTree::stat).mapToLong(ProcessTree::ticks).sum() * MILLIS_PER_TICK;
  }

  /// The sum of what each has resident. Memory that several share (PostgreSQL's buffers) counts
  /// once for each.
  long residentKb() {
    return members().mapToLong(pid -> kb(pid, "status", "VmRSS:")).sum();
  }

  /// The same with shared memory divided among those who share it: what the machine really gives.
  long proportionalKb() {
    return members().mapToLong(pid -> kb(pid, "smaps_rollup", "Pss:")).sum();
  }

  private Stream<Long> members() {
    List<Long> all = new ArrayList<>();
    for (long root : roots) {
      ProcessHandle.of(root)
          .ifPresent(
              handle ->
                  LongStream.concat(
                          LongStream.of(root), handle.descendants().mapToLong(ProcessHandle::pid))
                      .forEach(all::add));
    }
    return all.stream().distinct();
  }

  private static String stat(long pid) {
    return read(pid, "stat");
  }

  /// The command name is in parentheses and may itself contain blanks and parentheses.
  static long ticks(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return TIME_FIELDS.stream().mapToLong(field -> Long.parseLong(fields[field])).sum();
  }

  private static long kb(long pid, String file, String label) {
    return kb(read(pid, file), label);
  }

  static long kb(String text, String label) {
    return text.lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /// Empty when the process ended just now.
  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      return "";
    }
  }
}
