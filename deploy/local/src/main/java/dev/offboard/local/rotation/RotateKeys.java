package dev.offboard.local.rotation;

import dev.offboard.local.command.DataOption;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.runtime.MessageKeyFiles;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.terminal.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard rotate keys`: readers get the new keys first, writers use them a moment later, and
/// what was written before is still believed until somebody says otherwise.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Replaces the keys with which the services believe each other's messages. Nothing stops, and"
          + " what was written before is still believed.",
      "With --forget-old the keys from before are believed no more: at once if somebody else has"
          + " them, else when nothing from before can come again (45 days)."
    })
final class RotateKeys implements Callable<Integer> {
  /// A service looks at its file once a second; a machine that does much else is slow.
  private static final Duration UNTIL_SEEN = Duration.ofSeconds(5);

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description = "A folder of secrets instead of an installation: deploy/compose/secrets")
  private @Nullable Path secrets;

  @Option(names = "--forget-old", description = "Instead: the keys from before convince nobody")
  private boolean forget;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    MessageKeyFiles keys =
        secrets == null
            ? MessageKeyFiles.in(data.installation().data())
            : new MessageKeyFiles(secrets);
    if (!Files.isDirectory(keys.folder().resolve("message-keys"))) {
      throw new PlatformFailure(
          "%s has no message keys (expected: the folder of an installation that was started). Nothing was changed"
              .formatted(keys.folder()));
    }
    if (forget) {
      keys.forgetOld();
      output.say("Only the newest keys are believed now.");
      return 0;
    }
    keys.offerNew();
    output.tell("Every reader is given the new keys");
    new Patience(UNTIL_SEEN, UNTIL_SEEN).until(() -> false);
    keys.takeNew();
    output.say(
        "The new keys are used. Those from before are still believed; `offboard rotate keys"
            + " --forget-old` ends that.");
    return 0;
  }
}
