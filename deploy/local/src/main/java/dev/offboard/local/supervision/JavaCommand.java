package dev.offboard.local.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How an installation starts its Java processes, so that each can be told from every other of the
/// machine, starts quickly and stays small.
///
/// @param executable the `java` to use
/// @param installation the data directory, which marks the processes as this installation's
/// @param folder the working directory, which holds the jar and its `lib`: a start-up cache is
///   bound to the relative path of its jar
/// @param startup whether to use a start-up cache or to make one
public record JavaCommand(Path executable, Path installation, Path folder, Startup startup) {
  /// The collector without threads is the smallest and the quickest to start. Classes and compiled
  /// code get room at once: each time their first thresholds are crossed, everything is collected
  /// for 100 to 400 ms, at the start and in the middle of the first work.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:MetaspaceSize=160m",
          "-XX:ReservedCodeCacheSize=160m",
          // a process without memory lives on with half its threads; one that ends is started again
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  /// The heap of a process under load: it begins small and is given back, because most of these
  /// processes idle most of the time; but what one polled batch needs fits the young generation, or
  /// every batch is copied several times.
  public static final List<String> HEAP = List.of("-Xms96m", "-Xmn56m", "-Xmx256m");

  /// For the process: fewer allocation arenas, which on Linux cost memory per thread and gain
  /// nothing here.
  public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

  /// What to do about the start-up cache (JEP 483, JEP 514) beside the jar.
  public enum Startup {
    /// Use it if it was made from the jar that is there. The virtual machine doesn't ask: from an
    /// older cache it runs the classes of the older jar.
    USE_CACHE,
    /// Write it when the process ends, which then takes some seconds longer.
    MAKE_CACHE
  }

  /// A command for a main class of `offboard.jar` in the folder.
  ///
  /// @param flags options for the virtual machine
  /// @param mainAndArguments the class and what it is given
  public List<String> of(ProcessName name, List<String> flags, List<String> mainAndArguments) {
    List<String> command = prefix(name, cache(name + ".aot", "offboard.jar"), flags);
    command.addAll(List.of("-cp", "offboard.jar"));
    command.addAll(mainAndArguments);
    return command;
  }

  /// A command for the main class of a jar in the folder.
  public List<String> ofJar(ProcessName name, List<String> flags, List<String> jarAndArguments) {
    List<String> command = prefix(name, cache("app.aot", jarAndArguments.getFirst()), flags);
    command.add("-jar");
    command.addAll(jarAndArguments);
    return command;
  }

  /// A command for another main class of such a jar, without a start-up cache: that was made for
  /// its own.
  ///
  /// @param jarMainAndArguments the jar, the class and what it is given
  public List<String> ofMain(
      ProcessName name, List<String> flags, List<String> jarMainAndArguments) {
    List<String> command = prefix(name, List.of(), flags);
    command.add("-cp");
    command.addAll(jarMainAndArguments);
    return command;
  }

  /// The same for a program in another folder.
  public JavaCommand in(Path other) {
    return new JavaCommand(executable, installation, other, startup);
  }

  /// What only this process has among its arguments.
  public String marker(ProcessName name) {
    return "-Doffboard.process=%s#%s".formatted(installation, name);
  }

  private List<String> prefix(ProcessName name, List<String> cache, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.add(marker(name));
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(cache);
    return command;
  }

  private List<String> cache(String cache, String jar) {
    return switch (startup) {
      case MAKE_CACHE -> List.of("-XX:AOTCacheOutput=" + cache);
      case USE_CACHE -> isOf(jar, cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    };
  }

  private boolean isOf(String jar, String cache) {
    Path made = folder.resolve(cache);
    Path program = folder.resolve(jar);
    try {
      return Files.exists(made)
          && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(program)) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s and its jar %s can't be looked at, so no process was started"
              .formatted(made, program),
          e);
    }
  }
}
