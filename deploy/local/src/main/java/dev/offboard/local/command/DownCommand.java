package dev.offboard.local.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `offboard down`: stops everything that runs in the data directory. What is stored stays.
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the platform; its data stays.")
public final class DownCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    boolean stopped = data.installation().down(new ProgressLines(out));
    out.println(stopped ? "It is down." : "Nothing was running.");
    out.flush();
    return 0;
  }
}
