package dev.offboard.local;

import dev.offboard.local.access.TokenCommand;
import dev.offboard.local.approval.ApprovalsCommand;
import dev.offboard.local.approval.ApproveCommand;
import dev.offboard.local.approval.DenyCommand;
import dev.offboard.local.bench.BenchCommand;
import dev.offboard.local.certificate.CertificateCommand;
import dev.offboard.local.chaos.ChaosCommand;
import dev.offboard.local.check.CheckCommand;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.command.DownCommand;
import dev.offboard.local.command.LogsCommand;
import dev.offboard.local.command.ReconcileCommand;
import dev.offboard.local.command.StatusCommand;
import dev.offboard.local.command.TrainCommand;
import dev.offboard.local.command.UpCommand;
import dev.offboard.local.deadletter.DeadLettersCommand;
import dev.offboard.local.demo.DemoCommand;
import dev.offboard.local.directory.ImportCommand;
import dev.offboard.local.evidence.collection.EvidenceCommand;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.offboarding.ListCommand;
import dev.offboard.local.offboarding.RehireCommand;
import dev.offboard.local.offboarding.RoleChangeCommand;
import dev.offboard.local.offboarding.SweepCommand;
import dev.offboard.local.offboarding.UndoCommand;
import dev.offboard.local.offboarding.UserCommand;
import dev.offboard.local.proof.VerifyCommand;
import dev.offboard.local.proof.WitnessCommand;
import dev.offboard.local.rotation.RotateCommand;
import dev.offboard.local.setup.SetupCommand;
import dev.offboard.local.simulator.SimulateCommand;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/// The root of the `offboard` command line. It does nothing by itself: each subcommand is a class
/// in the package of what it is about, listed here so that `offboard --help` shows them in this
/// order.
@Command(
    name = "offboard",
    mixinStandardHelpOptions = true,
    version = "offboard 0.1.0",
    description = "Runs the offboarding platform on this machine and talks to it.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      LogsCommand.class,
      TrainCommand.class,
      ImportCommand.class,
      UserCommand.class,
      RoleChangeCommand.class,
      ListCommand.class,
      ApprovalsCommand.class,
      ApproveCommand.class,
      DenyCommand.class,
      UndoCommand.class,
      RehireCommand.class,
      SweepCommand.class,
      CertificateCommand.class,
      EvidenceCommand.class,
      CheckCommand.class,
      VerifyCommand.class,
      WitnessCommand.class,
      DeadLettersCommand.class,
      TokenCommand.class,
      RotateCommand.class,
      ReconcileCommand.class,
      BenchCommand.class,
      ChaosCommand.class,
      SimulateCommand.class,
      SetupCommand.class
    })
public final class Offboard {
  private static final int COULD_NOT = 1;

  /// Set to see the stack trace of a failure.
  private static final String DEBUG = "OFFBOARD_DEBUG";

  private Offboard() {}

  /// Exits with 0 when the command did what it says, 1 when it could not, 2 when it was not
  /// understood.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Offboard())
            .setExecutionExceptionHandler(Offboard::explain)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  private static int explain(Exception failure, CommandLine command, ParseResult ignored) {
    command.getOut().flush();
    if (System.getenv(DEBUG) != null) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().println("offboard: " + message(failure));
    command.getErr().flush();
    return COULD_NOT;
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case PlatformFailure known -> String.valueOf(known.getMessage());
      case ServiceRefusal refusal -> String.valueOf(refusal.getMessage());
      case UncheckedIOException io -> "%s (%s)".formatted(io.getMessage(), io.getCause());
      default -> "%s. Set %s=1 to see where".formatted(failure, DEBUG);
    };
  }
}
