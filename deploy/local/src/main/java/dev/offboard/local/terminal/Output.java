package dev.offboard.local.terminal;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints: results to `out`, progress and notes to `err`. A line is shown at once,
/// also through a pipe.
public record Output(PrintWriter out, PrintWriter err) {
  /// That of the running command.
  public static Output of(@Nullable CommandSpec command) {
    return command == null
        ? new Output(new PrintWriter(System.out), new PrintWriter(System.err))
        : new Output(command.commandLine().getOut(), command.commandLine().getErr());
  }

  /// A line of the result.
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /// A line about the way there.
  public void tell(String line) {
    err.println(line);
    err.flush();
  }
}
