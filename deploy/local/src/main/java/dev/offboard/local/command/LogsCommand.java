package dev.offboard.local.command;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.supervision.LogFile;
import dev.offboard.local.supervision.ProcessName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard logs SERVICE`: the end of what a process wrote, and with `-f` what it goes on writing.
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows what a process wrote.")
public final class LogsCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int CHUNK_BYTES = 64 * 1024;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "SERVICE",
      description =
          "postgres, kafka, connect, orchestrator, identity, entitlement, session, audit or"
              + " supervisor")
  private String service = "";

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "How many lines (default: ${DEFAULT-VALUE})")
  private int lines = 50;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until Ctrl-C")
  private boolean follow;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    Installation installation = data.installation();
    Path log = existing(installation);
    try {
      long end = Files.size(log);
      new LogFile(log).tail(lines).forEach(out::println);
      out.flush();
      if (follow) {
        follow(log, end, out);
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(log + " can't be read", e);
    }
  }

  private Path existing(Installation installation) {
    if (service.matches("[a-z][a-z-]*")) {
      Path log = installation.data().log(new ProcessName(service));
      if (Files.exists(log)) {
        return log;
      }
    }
    throw new PlatformFailure(
        "No log of %s in %s (expected one of: postgres, kafka, connect, orchestrator, identity, entitlement, session, audit, supervisor). Nothing was changed"
            .formatted(service, installation.data()));
  }

  /// Until the program is interrupted. A log that became shorter was set aside: reading starts
  /// over.
  private static void follow(Path log, long from, PrintWriter out) throws IOException {
    long position = from;
    byte[] buffer = new byte[CHUNK_BYTES];
    try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
      while (!Thread.currentThread().isInterrupted()) {
        if (in.length() < position) {
          position = 0;
        }
        in.seek(position);
        int read = in.read(buffer);
        if (read > 0) {
          out.print(new String(buffer, 0, read, StandardCharsets.UTF_8));
          out.flush();
          position += read;
        } else {
          LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
      }
    }
  }
}
