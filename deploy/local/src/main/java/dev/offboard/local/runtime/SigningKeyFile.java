package dev.offboard.local.runtime;

import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// The key of one installation's audit log. Its name is the log's, made up once: no two
/// installations may have the same, or a witness would take one for a fork of the other. Beside it
/// lies its public half, for whoever is to verify.
///
/// @param folder also of the signer's memory
public record SigningKeyFile(Path folder) {
  /// A name that nobody owns: ICANN keeps `.internal` for private use.
  private static final String DOMAIN = "audit.offboard.internal/";

  private static final int NAME_BYTES = 6;

  /// Makes it unless it is there. Of several that do so at once one wins.
  public Path make() {
    Path file = key();
    if (!Files.exists(file)) {
      byte[] name = new byte[NAME_BYTES];
      new SecureRandom().nextBytes(name);
      PrivateFile.writeOnce(
          file,
          SigningKey.generate(DOMAIN + HexFormat.of().formatHex(name), KeyType.ED25519).encoded());
    }
    PrivateFile.write(publicHalf(), SigningKey.parse(read(file)).verifier() + "\n");
    return file;
  }

  /// The public half, with which everybody can verify what the log says.
  ///
  /// @throws PlatformFailure if there is none yet
  public VerifierKey verifier() {
    return published()
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "%s isn't there: no platform was started here yet".formatted(publicHalf())));
  }

  /// The same, if it was made already.
  Optional<VerifierKey> published() {
    return Files.exists(publicHalf())
        ? Optional.of(VerifierKey.parse(read(publicHalf())))
        : Optional.empty();
  }

  /// What was signed last, as the signer wrote it down; empty before the first time.
  Optional<String> lastSigned() {
    Path memory = folder.resolve("key.memory");
    try {
      return Files.exists(memory) ? Optional.of(Files.readString(memory)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(memory + " can't be read", e);
    }
  }

  private Path key() {
    return folder.resolve("key");
  }

  private Path publicHalf() {
    return folder.resolve("vkey");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
