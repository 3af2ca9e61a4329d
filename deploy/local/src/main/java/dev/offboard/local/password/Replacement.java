package dev.offboard.local.password;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.supervision.PrivateFile;
import dev.offboard.messaging.password.PasswordFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Supplier;

/// Replaces one password. In this order: the new one is offered beside the old one, the server
/// takes it, it takes the old one's place, both are tried. So the server's password is in one of
/// the two files whenever this is killed, its readers try both ([PasswordFile]), and doing it again
/// goes on with the one that was offered.
///
/// @param what in words: "PostgreSQL role session"
/// @param file of mode 0600, as what takes its place
public record Replacement(String what, Path file, Door door, Patience patience) {
  /// A broker tells its listeners a moment later; a server that is just starting gives everybody
  /// the password of the file, and then it has to be told again.
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(200));

  /// With the usual patience.
  public Replacement(String what, Path file, Door door) {
    this(what, file, door, PATIENCE);
  }

  /// Returns when the new password opens the door and the old one no longer does.
  ///
  /// @param random the new one, unless another is on offer already
  public void run(Supplier<String> random) {
    String before = read(file);
    Path offered = PasswordFile.offered(file);
    if (!Files.exists(offered)) {
      PrivateFile.writeOnce(offered, random.get());
    }
    String after = read(offered);
    door.take(after);
    putInPlace(offered);
    confirm(before, after);
  }

  /// In one step: a reader finds the old one and an offer, or the new one and none.
  private void putInPlace(Path offered) {
    try {
      Files.move(offered, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // somebody else replaces it just now, and was first: whether this one is in place is said
      // next
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be written; %s has its new password in %s. Run the command again"
              .formatted(file, what, offered),
          e);
    }
  }

  private void confirm(String before, String after) {
    boolean opens =
        patience.until(
            () -> {
              if (door.opensTo(after)) {
                return true;
              }
              door.take(read(file));
              return false;
            });
    if (!opens || !read(file).equals(after)) {
      throw new PlatformFailure(
          "%s does not open to the password in %s after %s. Run the command again: it gives it another"
              .formatted(what, file, patience.bound()));
    }
    if (!before.equals(after) && !patience.until(() -> !door.opensTo(before))) {
      throw new PlatformFailure(
          "%s still opens to its old password after %s. Run the command again"
              .formatted(what, patience.bound()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read. Nothing was changed", e);
    }
  }
}
