package dev.offboard.audit.checkpoint;

import dev.offboard.audit.log.OwnLog;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import java.nio.file.Path;

/// One key and one memory, for whatever database there is.
public record OwnSigner(SigningKey key, Path memory) {
  public Issuer issuerOf(OwnLog log) {
    return new Issuer(
        new Signer(
            key,
            new Memory(memory, key.verifier()),
            checkpointsOf(log),
            log.tree(),
            log.transactions()),
        checkpointsOf(log),
        log.tree());
  }

  public Checkpoints checkpointsOf(OwnLog log) {
    return new Checkpoints(log.jdbc());
  }

  /// Signs the log as it is.
  public SignedCheckpoint sign(OwnLog log) {
    Issuer issuer = issuerOf(log);
    issuer.signNews();
    return issuer.latest().orElseThrow();
  }
}
