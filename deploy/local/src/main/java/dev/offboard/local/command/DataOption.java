package dev.offboard.local.command;

import dev.offboard.local.runtime.Distribution;
import dev.offboard.local.runtime.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which installation a command is about: a mixin for every command that needs one.
public final class DataOption {
  private static final String VARIABLE = "OFFBOARD_DATA";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory of the installation (default: $OFFBOARD_DATA, else .offboard in the"
              + " project)")
  private @Nullable Path directory;

  /// The installation that was named, or the default one.
  public Installation installation() {
    Path chosen =
        Optional.ofNullable(directory)
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of))
            .orElseGet(() -> Distribution.current().defaultData());
    return Installation.at(chosen);
  }
}
