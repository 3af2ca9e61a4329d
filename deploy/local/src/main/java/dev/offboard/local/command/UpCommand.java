package dev.offboard.local.command;

import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.FirstSignIn;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.runtime.Scope;
import dev.offboard.local.runtime.Service;
import dev.offboard.local.runtime.UpOutcome;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard up`: starts the platform, returns when all of it works and prints where it is.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the platform and leaves it running.")
public final class UpCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--only",
      paramLabel = "PART",
      description =
          "infrastructure: PostgreSQL, Kafka and Connect, without the services and the connector")
  private @Nullable Part only;

  @Spec private @Nullable CommandSpec command;

  /// What can be started instead of everything.
  enum Part {
    infrastructure
  }

  @Override
  public Integer call() {
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    Installation installation = data.installation();
    Scope scope = only == Part.infrastructure ? Scope.INFRASTRUCTURE : Scope.PLATFORM;
    out.printf("Starting the platform in %s%n", installation.data());
    out.flush();
    UpOutcome outcome = installation.up(scope, new ProgressLines(out));
    if (outcome == UpOutcome.ALREADY_UP) {
      out.println("It is up already.");
    }
    print(out, installation);
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, Installation installation) {
    Coordinates it = installation.coordinates();
    out.println();
    for (Service service : Service.values()) {
      if (it.services().containsKey(service)) {
        out.printf("  %-13s %s%n", service, it.url(service));
      }
    }
    out.printf("  %-13s %s%n", "kafka", it.kafka().bootstrapServers());
    out.printf("  %-13s %s%n", "postgres", it.jdbcUrl());
    out.printf("  %-13s %s%n", "connect", it.connect());
    out.printf("  %-13s %s%n", "token", installation.tokenFile());
    if (it.services().containsKey(Service.ORCHESTRATOR)) {
      out.println();
      out.println(
          FirstSignIn.take(installation)
              .map(FirstSignIn::words)
              .orElse(
                  "The portal is at %s; who has forgotten the password is helped by `offboard person reset NAME`."
                      .formatted(it.url(Service.ORCHESTRATOR))));
    }
    out.println();
    out.println("Stop it with `offboard down`; look at it with `offboard status`.");
  }
}
