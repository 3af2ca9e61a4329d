package dev.offboard.local.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.DeadLetterClient;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.terminal.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard dead-letters replay`: exit code 0 when all were published again, 1 when one could not
/// be.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes records again where they came from, as they were.",
      "Harmless for what was handled already. The audit hears of every replay."
    })
final class ReplayDeadLetters implements Callable<Integer> {
  private static final int ALL_REPLAYED = 0;
  private static final int SOME_NOT = 1;

  /// As many as the orchestrator shows at once.
  private static final int MOST = 1000;

  @Mixin private final DataOption data = new DataOption();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Spec private @Nullable CommandSpec command;

  private static final class Which {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "As `dead-letters list` names it")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All that are kept, in the order they were set aside")
    private boolean all;
  }

  @Override
  public Integer call() {
    Output output = Output.of(command);
    DeadLetterClient letters = PlatformClient.of(data.installation().coordinates()).deadLetters();
    List<String> ids = which.all ? all(letters) : which.ids;
    int refused = 0;
    for (String id : ids) {
      try {
        letters.replay(id);
        output.say("%s is published again".formatted(id));
      } catch (ServiceRefusal e) {
        refused++;
        output.say("%s is not: %s".formatted(id, e.getMessage()));
      }
    }
    output.say("%d published again, %d not.".formatted(ids.size() - refused, refused));
    return refused == 0 ? ALL_REPLAYED : SOME_NOT;
  }

  private static List<String> all(DeadLetterClient letters) {
    List<String> ids = new ArrayList<>();
    for (JsonNode letter : letters.list(MOST)) {
      ids.add(letter.path("id").asText());
    }
    Collections.reverse(ids);
    return ids;
  }
}
