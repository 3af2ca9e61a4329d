package dev.offboard.local.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that only their owner can read, complete whenever they are there.
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER_READS =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /// Writes a file that only its owner can read, in one step: a reader sees the old or the new
  /// content.
  public static void write(Path file, String content) {
    try {
      Files.move(
          beside(file, content),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }

  /// The same for a file that keeps what was written first: of several writers one wins, and no
  /// reader sees half a file.
  public static void writeOnce(Path file, String content) {
    try {
      Path beside = beside(file, content);
      try {
        Files.createLink(file, beside);
      } catch (FileAlreadyExistsException e) {
        return;
      } finally {
        Files.delete(beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }

  private static Path beside(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Path beside =
        Files.createTempFile(
            file.getParent(), ".", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_READS));
    return Files.writeString(beside, content);
  }
}
