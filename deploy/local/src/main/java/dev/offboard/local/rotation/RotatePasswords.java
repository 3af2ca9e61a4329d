package dev.offboard.local.rotation;

import dev.offboard.local.command.DataOption;
import dev.offboard.local.runtime.PasswordRotation;
import dev.offboard.local.terminal.Output;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `offboard rotate passwords`: the services and the relay read theirs whenever they connect, so
/// nobody has to be told.
@Command(
    name = "passwords",
    mixinStandardHelpOptions = true,
    description = {
      "Replaces the passwords with which PostgreSQL and Kafka let the services and the relay in,"
          + " and tries that the new ones are good and the old ones no longer. No service stops;"
          + " the relay pauses for a second or two.",
      "May be run again at any time, also after it was killed. Connections that are open stay open."
    })
final class RotatePasswords implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    PasswordRotation.in(data.installation().data()).run(output::tell);
    output.say("The new passwords are used; the old ones are refused.");
    return 0;
  }
}
