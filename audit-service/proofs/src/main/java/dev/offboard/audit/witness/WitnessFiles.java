package dev.offboard.audit.witness;

import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a witness keeps: the checkpoint that it cosigned last in `FILE` (empty before the first),
/// its key in `FILE.key`, and what did not continue in `FILE.evidence`. Files are replaced as a
/// whole and are on the disk before a call returns. Held by one process at a time.
public final class WitnessFiles implements AutoCloseable {
  private final Path state;
  private final SigningKey key;
  private final FileChannel held;

  private WitnessFiles(Path state, SigningKey key, FileChannel held) {
    this.state = state;
    this.key = key;
    this.held = held;
  }

  /// Opens them, or makes them for a new witness with this name.
  ///
  /// @throws IllegalStateException if another process holds them, the witness has another name, or
  ///   its state is gone while its key is not: a witness that forgot could cosign a second history
  public static WitnessFiles open(Path state, String name) {
    try {
      FileChannel held = hold(state);
      try {
        return new WitnessFiles(state, key(state, name), held);
      } catch (IOException | RuntimeException e) {
        held.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the witness's files at %s".formatted(state), e);
    }
  }

  SigningKey key() {
    return key;
  }

  Optional<SignedCheckpoint> latest() {
    try {
      byte[] note = Files.readAllBytes(state);
      return note.length == 0 ? Optional.empty() : Optional.of(SignedCheckpoint.parse(note));
    } catch (IOException e) {
      throw new UncheckedIOException(state + " can't be read, so nothing is cosigned", e);
    }
  }

  void remember(SignedCheckpoint cosigned) {
    try {
      DurableFile.replace(state, cosigned.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(state + " can't be written, so nothing is cosigned", e);
    }
  }

  /// Keeps both checkpoints, each signed by the log: together they are the proof. The same pair is
  /// kept once.
  void keepEvidence(AddCheckpoint request, Optional<SignedCheckpoint> latest) {
    String root = request.checkpoint().checkpoint().head().root().hex();
    Path file =
        beside(".evidence")
            .resolve(
                "%d-%s.txt"
                    .formatted(
                        request.checkpoint().checkpoint().head().size(), root.substring(0, 16)));
    try {
      Files.createDirectories(file.getParent());
      if (Files.notExists(file)) {
        DurableFile.replace(
            file,
            "The log signed both of these; the second was not proved to continue the first.\n\n%s\n%s"
                .formatted(latest.map(SignedCheckpoint::toString).orElse("(none)\n"), request));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }

  @Override
  public void close() {
    try {
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path beside(String suffix) {
    return state.resolveSibling(state.getFileName() + suffix);
  }

  private static FileChannel hold(Path state) throws IOException {
    Path lock = state.resolveSibling(state.getFileName() + ".lock");
    Files.createDirectories(state.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held = null;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // by this very process
    }
    if (held == null) {
      channel.close();
      throw new IllegalStateException(
          "another witness holds %s. Two with one memory could cosign two histories; this one does not start"
              .formatted(state));
    }
    return channel;
  }

  private static SigningKey key(Path state, String name) throws IOException {
    Path file = state.resolveSibling(state.getFileName() + ".key");
    if (Files.notExists(file)) {
      SigningKey fresh = SigningKey.generate(name, KeyType.COSIGNATURE_V1);
      // the key last: where there is a key, there was a state
      if (Files.notExists(state)) {
        DurableFile.replace(state, "");
      }
      DurableFile.replace(file, fresh.encoded() + "\n");
      return fresh;
    }
    if (Files.notExists(state)) {
      throw new IllegalStateException(
          "%s has the key of a witness whose state %s is gone. A witness that forgot could cosign a second history; this one does not start. Restore the state, or begin a new witness elsewhere"
              .formatted(file, state));
    }
    SigningKey key = SigningKey.parse(Files.readString(file, StandardCharsets.UTF_8).strip());
    if (!key.verifier().name().equals(name)) {
      throw new IllegalStateException(
          "%s is the key of witness %s (expected: %s). This one does not start"
              .formatted(file, key.verifier().name(), name));
    }
    return key;
  }
}
