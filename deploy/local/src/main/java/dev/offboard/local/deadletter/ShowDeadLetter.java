package dev.offboard.local.deadletter;

import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard dead-letters show`: as JSON, in which nothing can steer a terminal.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one of them, with its body if that is JSON.")
final class ShowDeadLetter implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "As `dead-letters list` names it")
  private String id = "";

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output.of(command)
        .say(
            Json.pretty(
                PlatformClient.of(data.installation().coordinates()).deadLetters().get(id)));
    return 0;
  }
}
