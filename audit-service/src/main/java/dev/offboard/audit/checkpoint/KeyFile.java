package dev.offboard.audit.checkpoint;

import dev.offboard.audit.note.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// The file with the log's signing key, in the encoding of [SigningKey#encoded()]. Its name is the
/// origin of the log's checkpoints.
final class KeyFile {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private KeyFile() {}

  /// @throws IllegalStateException if anybody but the owner can get at it
  static SigningKey read(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
        throw new IllegalStateException(
            "the log's signing key %s is %s (expected: rw-------). The service does not start with a key that others may have read: chmod 600, and make a new one if somebody did"
                .formatted(file, PosixFilePermissions.toString(permissions)));
      }
      return SigningKey.parse(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the log's signing key %s can't be read. The service does not start without the key that it is configured to sign with"
              .formatted(file),
          e);
    }
  }
}
