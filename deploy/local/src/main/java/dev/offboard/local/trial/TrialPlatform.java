package dev.offboard.local.trial;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.runtime.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A fresh platform. At its end it is stopped and, when its directory was made for it, deleted; so
/// it is when the program is interrupted. `keep` leaves it running instead.
public final class TrialPlatform {
  private final Installation installation;
  private final boolean temporary;
  private final Consumer<Event> progress;
  private final Thread onInterrupt = new Thread(this::stop, "stop-trial-platform");
  private final AtomicBoolean over = new AtomicBoolean();

  private TrialPlatform(Path directory, boolean temporary, Consumer<Event> progress) {
    this.installation = Installation.at(directory);
    this.temporary = temporary;
    this.progress = progress;
  }

  /// Starts it, does something with it and ends it. What fails leaves the data and the logs behind
  /// and says where.
  ///
  /// @param directory empty or not there yet; a temporary one if absent
  public static <T> T during(
      Optional<Path> directory, Consumer<Event> progress, Function<TrialPlatform, T> action) {
    return during(Trial.in(directory), progress, action);
  }

  /// The same with less than a whole platform, or with other settings.
  public static <T> T during(
      Trial wanted, Consumer<Event> progress, Function<TrialPlatform, T> action) {
    wanted.directory().ifPresent(TrialPlatform::requireFresh);
    TrialPlatform trial =
        new TrialPlatform(
            wanted.directory().orElseGet(TrialPlatform::temporary),
            wanted.directory().isEmpty(),
            progress);
    Runtime.getRuntime().addShutdownHook(trial.onInterrupt);
    try {
      new Settings(trial.installation.data()).write(wanted.settings());
      trial.installation.up(wanted.scope(), progress);
      T result = action.apply(trial);
      trial.end();
      return result;
    } catch (RuntimeException e) {
      trial.endForInspection();
      throw new PlatformFailure(
          "%s%nIts logs and data stay in %s".formatted(e.getMessage(), trial.directory()), e);
    }
  }

  /// Where it is.
  public Coordinates coordinates() {
    return installation.coordinates();
  }

  /// The installation that it is.
  public Installation installation() {
    return installation;
  }

  /// Its data directory.
  public Path directory() {
    return installation.data().path();
  }

  /// Leaves it running and its data where they are.
  public void keep() {
    if (over.compareAndSet(false, true)) {
      forget(onInterrupt);
    }
  }

  private void end() {
    if (!over.get()) {
      forget(onInterrupt);
    }
    stop();
  }

  private void stop() {
    if (over.compareAndSet(false, true)) {
      installation.down(progress);
      if (temporary) {
        delete(directory());
      }
    }
  }

  private void endForInspection() {
    if (over.compareAndSet(false, true)) {
      forget(onInterrupt);
      installation.down(progress);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is ending already and the hook runs or has run: `over` sees to the rest
    }
  }

  private static void requireFresh(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new PlatformFailure(
            "%s isn't empty (expected: a fresh directory). Nothing was started; name another with --data"
                .formatted(directory));
      }
    } catch (IOException e) {
      throw new PlatformFailure(
          "%s can't be used as data directory (%s). Nothing was started".formatted(directory, e),
          e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("offboard-");
    } catch (IOException e) {
      throw new PlatformFailure(
          "No temporary directory can be made (%s). Nothing was started; name one with --data"
              .formatted(e),
          e);
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be deleted entirely; delete the rest by hand".formatted(directory), e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
