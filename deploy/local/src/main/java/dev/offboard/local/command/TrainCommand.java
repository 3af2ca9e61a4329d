package dev.offboard.local.command;

import dev.offboard.local.runtime.StartupCaches;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `offboard train`: makes the start-up caches of all Java processes, which halve the time of a
/// start. Needed again after every build; without them everything works, only slower.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Makes the start-up caches, so that later starts are quicker.")
public final class TrainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    StartupCaches.make(new ProgressLines(out));
    out.println("The start-up caches are made; the next start uses them.");
    out.flush();
    return 0;
  }
}
