package dev.offboard.local.supervision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How this installation starts its Java processes, so that each can be told from every other of
/// the machine.
///
/// @param executable the `java` to use
/// @param installation the data directory, which marks the processes as this installation's
/// @param application the folder that holds `offboard.jar` and `lib`; also the working directory,
///   because a class-data cache is bound to the relative path of its jar
public record JavaCommand(Path executable, Path installation, Path application) {
  /// Heaps are small here: the collector without threads is the smallest and the quickest to start.
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

  /// A command for a main class of this module.
  ///
  /// @param flags options for the virtual machine
  /// @param mainAndArguments the class and what it is given
  public List<String> of(ProcessName name, List<String> flags, List<String> mainAndArguments) {
    List<String> command = prefix(name, flags);
    command.addAll(List.of("-cp", "offboard.jar"));
    command.addAll(mainAndArguments);
    return command;
  }

  /// A command for the jar in the process's own working directory.
  public List<String> ofJar(ProcessName name, List<String> flags, List<String> jarAndArguments) {
    List<String> command = prefix(name, flags);
    command.add("-jar");
    command.addAll(jarAndArguments);
    return command;
  }

  /// What only this process has among its arguments.
  public String marker(ProcessName name) {
    return "-Doffboard.process=%s#%s".formatted(installation, name);
  }

  private List<String> prefix(ProcessName name, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.add(marker(name));
    command.addAll(FLAGS);
    command.addAll(flags);
    return command;
  }
}
