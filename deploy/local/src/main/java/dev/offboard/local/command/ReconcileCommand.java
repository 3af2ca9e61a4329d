package dev.offboard.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offboard.local.delivery.Unread;
import dev.offboard.local.json.Json;
import dev.offboard.local.relay.Reconciliation;
import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard reconcile`: exit code 0 when nobody misses anything (any more), 1 when a consumer
/// does, 2 when it could not look.
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the relay right (topics, slot, connector) and publishes again, from the outboxes, what"
          + " a consumer has missed.",
      "Harmless at any time: consumers know what they have handled."
    })
public final class ReconcileCommand implements Callable<Integer> {
  private static final int NOTHING_MISSED = 0;
  private static final int SOMETHING_MISSED = 1;
  private static final int COULD_NOT_LOOK = 2;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "What is younger is under way, not missed (default: ${DEFAULT-VALUE})")
  private long grace = 10;

  @Option(names = "--json", description = "One JSON document")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    Reconciliation.Outcome outcome;
    try {
      outcome =
          data.installation()
              .reconcile(Duration.ofSeconds(Math.max(0, grace)), json ? it -> {} : output::say);
    } catch (RuntimeException e) {
      output.tell("offboard: could not reconcile: %s".formatted(e.getMessage()));
      return COULD_NOT_LOOK;
    }
    if (json) {
      output.say(Json.pretty(document(outcome)));
    } else {
      outcome.left().forEach(it -> output.say(sentence(it)));
      output.say(
          "%d messages published again, %d still missed."
              .formatted(outcome.published(), outcome.left().size()));
    }
    return outcome.left().isEmpty() ? NOTHING_MISSED : SOMETHING_MISSED;
  }

  private static String sentence(Unread it) {
    return "%s still misses message %s of %s (offboarding %s): is it up? See its log"
        .formatted(it.reader(), it.id(), it.schema(), it.offboarding().orElse("unknown"));
  }

  private static ObjectNode document(Reconciliation.Outcome outcome) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ArrayNode done = root.putArray("done");
    outcome.done().forEach(done::add);
    root.put("published", outcome.published());
    ArrayNode left = root.putArray("left");
    for (Unread it : outcome.left()) {
      left.addObject()
          .put("consumer", it.reader().consumer())
          .put("topic", it.reader().topic())
          .put("messageId", it.id().toString())
          .put("offboardingId", it.offboarding().orElse(null));
    }
    return root;
  }
}
