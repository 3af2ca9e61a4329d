package dev.offboard.local.supervision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// The file that a process's output is appended to. Bounded: what is beyond the limit is moved to a
/// second file that the next round overwrites. The process keeps its file open, so the content is
/// copied and cut (the few lines written in between are lost) instead of the file being renamed
/// under it.
public record LogFile(Path path) {
  private static final long LIMIT_BYTES = 32L * 1024 * 1024;

  /// Sets the content aside when there is too much of it.
  public void rotateWhenLarge() throws IOException {
    if (!Files.exists(path) || Files.size(path) < LIMIT_BYTES) {
      return;
    }
    Files.copy(
        path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  /// The last lines, oldest first; none when there is no file.
  public List<String> tail(int lines) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    Deque<String> last = new ArrayDeque<>();
    // a process may write any bytes: what isn't UTF-8 is shown as it comes
    try (Stream<String> all = Files.lines(path, StandardCharsets.ISO_8859_1)) {
      all.forEach(
          line -> {
            last.addLast(line);
            if (last.size() > lines) {
              last.removeFirst();
            }
          });
    }
    return last.stream()
        .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .toList();
  }
}
