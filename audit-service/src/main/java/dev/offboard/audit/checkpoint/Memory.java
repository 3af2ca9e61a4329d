package dev.offboard.audit.checkpoint;

import dev.offboard.audit.checkpoint.SigningRefused.Reason;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.UntrustedNote;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.witness.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What was signed last, in a file outside the database. Survives a loss of power: the file is
/// replaced as a whole and on the disk before [#remember] returns.
final class Memory {
  private final Path file;
  private final VerifierKey key;

  Memory(Path file, VerifierKey key) {
    this.file = file;
    this.key = key;
  }

  /// Empty if nothing was ever signed, as far as the file tells.
  ///
  /// @throws SigningRefused if it isn't by this key
  Optional<SignedCheckpoint> recall() {
    try {
      SignedCheckpoint checkpoint = SignedCheckpoint.parse(Files.readAllBytes(file));
      checkpoint.verify(key.name(), key);
      return Optional.of(checkpoint);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | UntrustedNote e) {
      throw new SigningRefused(
          Reason.MEMORY_ALTERED,
          "the signer's memory %s is not what %s wrote: %s"
              .formatted(file, key.name(), e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  void remember(SignedCheckpoint checkpoint) {
    try {
      DurableFile.replace(file, checkpoint.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written, so nothing is signed", e);
    }
  }
}
