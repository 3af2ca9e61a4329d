package dev.offboard.messaging.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// A password in a file, read whenever somebody is about to show it.
///
/// PostgreSQL and Kafka know one password of a name at a time, so there is a moment in which the
/// server has the new one and the file still the old one, and it lasts if whoever replaces it is
/// killed just then. Therefore the new one lies beside the old one ([#offered]) before the server
/// gets it and until it takes the old one's place, and as long as it does each attempt is made with
/// one of the two by lot: who tries again is let in, whatever has happened.
public final class PasswordFile {
  private static final String OFFERED = ".next";

  private final Path file;
  private final BooleanSupplier lot;

  /// Need not be there yet.
  public PasswordFile(Path file) {
    this(file, () -> ThreadLocalRandom.current().nextBoolean());
  }

  PasswordFile(Path file, BooleanSupplier lot) {
    this.file = file;
    this.lot = lot;
  }

  /// Where the next password of `file` lies until it takes its place.
  public static Path offered(Path file) {
    return file.resolveSibling(file.getFileName() + OFFERED);
  }

  /// What to show this time.
  ///
  /// @throws UncheckedIOException if the file can't be read
  public String forAttempt() {
    return lot.getAsBoolean() ? next().orElseGet(this::current) : current();
  }

  private String current() {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The password in %s can't be read; nobody is let in until it can".formatted(file), e);
    }
  }

  private Optional<String> next() {
    try {
      return Optional.of(Files.readString(offered(file)).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be read".formatted(offered(file)), e);
    }
  }

  @Override
  public String toString() {
    return "PasswordFile[%s]".formatted(file);
  }
}
