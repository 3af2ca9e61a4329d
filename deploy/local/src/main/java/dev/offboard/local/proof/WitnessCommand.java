package dev.offboard.local.proof;

import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.witness.Witness;
import dev.offboard.audit.witness.WitnessFiles;
import dev.offboard.audit.witness.WitnessServer;
import dev.offboard.local.terminal.Output;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard witness`: runs until it is interrupted. Meant for a machine that is not the log's.
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Cosigns the checkpoints of a log, each only if it continues all that it cosigned before.",
      "Run it where the log's administrators have no say. Speaks C2SP tlog-witness."
    })
public final class WitnessCommand implements Callable<Integer> {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "The log's verifier key (name+id+base64), or a file with it")
  private String key = "";

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "The log's origin, if it is not the name of its key")
  private @Nullable String origin;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "FILE",
      description = "What it remembers; its key and evidence lie beside it")
  private Path state = Path.of("witness");

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Its own name, like witness.example/w1")
  private String name = "";

  @Option(
      names = "--port",
      defaultValue = "0",
      description =
          "Port on the loopback interface, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    Output output = Output.of(command);
    VerifierKey logKey = Keys.parse(key);
    String logOrigin = Optional.ofNullable(origin).orElse(logKey.name());
    CountDownLatch interrupted = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupted::countDown));
    try (WitnessFiles files = WitnessFiles.open(state, name)) {
      Witness witness = new Witness(logOrigin, logKey, files, Clock.systemUTC());
      try (WitnessServer server = WitnessServer.start(witness, port)) {
        output.say("witness of %s at %s until Ctrl-C".formatted(logOrigin, server.url()));
        output.say("key %s".formatted(witness.verifier()));
        interrupted.await();
      }
    }
    return 0;
  }
}
