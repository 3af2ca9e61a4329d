package dev.offboard.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The root of the `offboard` command line. It does nothing by itself: each subcommand is a class in
/// the package of what it is about, listed here so that `offboard --help` shows them in this order.
@Command(
    name = "offboard",
    mixinStandardHelpOptions = true,
    version = "offboard 0.1.0",
    description = "Runs the offboarding platform on this machine and talks to it.",
    subcommands = {})
public final class Offboard {
  private Offboard() {}

  /// Exits with 0 when the command did what it says, 1 when it could not, 2 when it was not
  /// understood.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Offboard()).execute(arguments));
  }
}
