package dev.offboard.local.simulator;

import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard simulate`: runs the foreign side until it is interrupted, and says how to connect to
/// it and how to make it misbehave.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Plays applications outside (SCIM, webhook) that can be told to misbehave.")
public final class SimulateCommand implements Callable<Integer> {
  /// Not secret: nothing here is worth protecting, but callers must show something.
  private static final String TOKEN = "simulated-bearer";

  private static final String SIGNING_KEY = "whsec_c2ltdWxhdGVkLXNpbXVsYXRlZC1zaW11bGF0ZWQ=";

  @Spec private @Nullable CommandSpec command;

  @Option(names = "--port", defaultValue = "0", description = "Port, 0 for any free one.")
  private int port;

  @Option(
      names = "--for",
      defaultValue = "PT8H",
      description = "Ends by itself after this time (default: ${DEFAULT-VALUE}).")
  private Duration longest = Duration.ofHours(8);

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupted::countDown));
    try (Simulator simulator =
        Simulator.start(port, new Simulator.Credentials(TOKEN, SIGNING_KEY))) {
      explain(Output.of(command), simulator.url().toString());
      if (!interrupted.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        Output.of(command).tell("The simulator ends after " + longest + ".");
      }
    }
    return 0;
  }

  private static void explain(Output output, String url) {
    output.say(
        """
        Two applications are played at %1$s until Ctrl-C. Everybody has an account.
        Connect them by PUT /api/tenants/TENANT/applications/APPLICATION/connection (entitlement-service):
          {"method":"scim","owner":"it","target":"%1$s/scim/v2","secret":"%2$s"}
          {"method":"webhook","owner":"it","target":"%1$s/webhook","secret":"%3$s"}
        Switch them to fail, slow, lie, gone, redirect, no-patch or ok, and see what they have:
          curl -X PUT %1$s/control/scim -d '{"behaviour":"fail"}'
          curl %1$s/control/webhook\
        """
            .formatted(url, TOKEN, SIGNING_KEY));
  }
}
