package dev.offboard.local.setup;

import dev.offboard.local.postgres.OffboardDatabase;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `offboard setup publish`: the publication that the relay follows. Needs the tables that the
/// services make when they start. Again changes nothing.
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Publishes the outboxes to the relay.")
final class PublishCommand implements Callable<Integer> {
  @Mixin private final DefinitionsOption definitions = new DefinitionsOption();
  @Mixin private final DatabaseOption database = new DatabaseOption();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    new OffboardDatabase(database.access(), definitions.postgresScripts()).publish();
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    out.println("The outboxes are published.");
    out.flush();
    return 0;
  }
}
