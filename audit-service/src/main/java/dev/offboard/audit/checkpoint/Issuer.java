package dev.offboard.audit.checkpoint;

import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets checkpoints be signed when there is news, and says which one may be published: none while
/// the signer of this instance refuses.
public final class Issuer {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final @Nullable Signer signer;
  private final Checkpoints issued;
  private final LogTree tree;
  private volatile @Nullable TreeHead signed;
  private volatile @Nullable RuntimeException trouble;

  /// @param signer null in an instance that only serves
  Issuer(@Nullable Signer signer, Checkpoints issued, LogTree tree) {
    this.signer = signer;
    this.issued = issued;
    this.tree = tree;
  }

  /// What may be published now; empty before the first entry.
  ///
  /// @throws SigningRefused while the log does not grow out of what was signed
  public Optional<SignedCheckpoint> latest() {
    if (trouble instanceof SigningRefused refused) {
      throw refused;
    }
    return issued.latest();
  }

  /// A published checkpoint of a tree of at least `size` leaves, signed for this if need be.
  ///
  /// @throws SigningRefused if it must not be signed
  /// @throws ApiProblem 503 if this instance doesn't sign and the one that does hasn't yet
  public SignedCheckpoint covering(long size) {
    Optional<SignedCheckpoint> checkpoint = latest().filter(it -> covers(it, size));
    if (checkpoint.isEmpty()) {
      sign();
      checkpoint = latest().filter(it -> covers(it, size));
    }
    return checkpoint.orElseThrow(
        () ->
            ApiProblem.unavailable(
                "checkpoint-owed",
                "No checkpoint covers %d entries yet; try again after %d s."
                    .formatted(size, RETRY_AFTER.toSeconds()),
                RETRY_AFTER));
  }

  /// Whether this instance has the key.
  public boolean signs() {
    return signer != null;
  }

  /// False while the log does not grow out of what was signed.
  public boolean mayPublish() {
    return !(trouble instanceof SigningRefused);
  }

  /// Signs if there is news.
  void signNews() {
    if (signer != null && !tree.head().equals(signed)) {
      sign();
    }
  }

  /// Why nothing is signed at the moment; null when it is.
  @Nullable RuntimeException trouble() {
    return trouble;
  }

  /// With which what it signs is verified; empty in an instance that doesn't sign.
  public Optional<VerifierKey> key() {
    return Optional.ofNullable(signer).map(Signer::verifier);
  }

  private void sign() {
    if (signer == null) {
      return;
    }
    try {
      signed = signer.sign().map(it -> it.checkpoint().head()).orElse(TreeHead.EMPTY);
      trouble = null;
    } catch (RuntimeException e) {
      trouble = e;
      throw e;
    }
  }

  private static boolean covers(SignedCheckpoint checkpoint, long size) {
    return checkpoint.checkpoint().head().size() >= size;
  }
}
