package dev.offboard.local.supervision;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/// Makes an operating system process of a spec, and puts its end into words.
record Launch(ProcessSpec spec) {
  private static final int LOG_LINES = 15;

  /// A shell's convention, and Java's: 128 and the number of the signal.
  private static final int KILLED = 128 + 9;

  private static final int TERMINATED = 128 + 15;

  Process start() throws IOException {
    new LogFile(spec.log()).rotateWhenLarge();
    Files.createDirectories(spec.log().getParent());
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .directory(spec.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    builder.environment().putAll(spec.environment());
    return builder.start();
  }

  /// How it ended, for a person.
  String ending(Process process, int exit) {
    String how =
        switch (exit) {
          case KILLED -> "killed (signal 9)";
          case TERMINATED -> "terminated (signal 15)";
          default -> "exit code " + exit;
        };
    return "ended by itself: %s (pid %d)".formatted(how, process.pid());
  }

  /// The last lines that it wrote, indented.
  String logTail() {
    try {
      return String.join("\n", new LogFile(spec.log()).tail(LOG_LINES)).indent(2);
    } catch (IOException e) {
      return "  (can't be read: %s)".formatted(e.getMessage());
    }
  }
}
