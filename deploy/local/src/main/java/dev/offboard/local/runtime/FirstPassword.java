package dev.offboard.local.runtime;

import dev.offboard.local.supervision.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// The password of the first administrator: a file until somebody has seen it, then nowhere. The
/// orchestrator makes the account from the file when it starts and keeps a hash.
final class FirstPassword {
  /// 144 bits, 24 characters that can be copied.
  private static final int RANDOM_BYTES = 18;

  private final Path file;
  private final Path shown;

  FirstPassword(Path secrets) {
    this.file = secrets.resolve("first-administrator.password");
    this.shown = secrets.resolve("first-administrator.shown");
  }

  /// Where it is; makes it, unless it was shown before.
  Path make() {
    if (!Files.exists(shown) && !Files.exists(file)) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      PrivateFile.writeOnce(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return file;
  }

  /// Gives it to whoever asks first, and deletes it.
  Optional<String> take() {
    try {
      String password = Files.readString(file).strip();
      PrivateFile.writeOnce(shown, "");
      return Files.deleteIfExists(file) ? Optional.of(password) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read and deleted", e);
    }
  }
}
