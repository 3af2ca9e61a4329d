package dev.offboard.local.approval;

import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.runtime.Coordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Who speaks: whoever's token is in the file, else whoever runs the installation.
final class CallerOption {
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--token",
      paramLabel = "FILE",
      description =
          "The token of whoever decides, as `offboard token create --role approver` shows it"
              + " (default: the installation's, which can't approve what it requested)")
  private @Nullable Path token;

  PlatformClient platform() {
    Coordinates coordinates = data.installation().coordinates();
    return PlatformClient.of(token == null ? coordinates : coordinates.as(read(token)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new PlatformFailure(
          "--token: %s can't be read (%s). Nothing was done".formatted(file, e), e);
    }
  }
}
