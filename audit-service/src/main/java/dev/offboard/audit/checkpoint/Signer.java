package dev.offboard.audit.checkpoint;

import dev.offboard.audit.checkpoint.SigningRefused.Reason;
import dev.offboard.audit.log.DamagedLog;
import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.UntrustedNote;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.messaging.tenancy.Tenancy;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/// Signs what the log has become, if it grew out of what was signed last.
///
/// The order is: prove, sign, remember on the disk, issue in the database, commit. Ended in
/// between, the memory is ahead of what was issued; the next time issues what is remembered. So the
/// memory is never behind, unless somebody replaced it.
final class Signer {
  private final SigningKey key;
  private final Memory memory;
  private final Checkpoints issued;
  private final LogTree tree;
  private final TransactionOperations transactions;

  Signer(
      SigningKey key,
      Memory memory,
      Checkpoints issued,
      LogTree tree,
      TransactionOperations transactions) {
    this.key = key;
    this.memory = memory;
    this.issued = issued;
    this.tree = tree;
    this.transactions = transactions;
  }

  VerifierKey verifier() {
    return key.verifier();
  }

  /// The checkpoint of the log as it is; the one that was issued for it, if there is one. Empty
  /// while the log is.
  ///
  /// @throws SigningRefused if it must not be signed
  Optional<SignedCheckpoint> sign() {
    // whoever asked for it: the tree is everybody's
    return Tenancy.askAcrossAll(
        () ->
            transactions.execute(
                tx -> {
                  issued.lock();
                  return signed();
                }));
  }

  private Optional<SignedCheckpoint> signed() {
    Optional<SignedCheckpoint> last = memory.recall();
    requireNotBehind(last, issued.latest());
    TreeHead now = tree.head();
    if (now.size() == 0 && last.isEmpty()) {
      return Optional.empty();
    }
    requireGrownFrom(last.map(it -> it.checkpoint().head()).orElse(TreeHead.EMPTY), now);
    SignedCheckpoint checkpoint =
        last.filter(it -> it.checkpoint().head().equals(now)).orElseGet(() -> signedFor(now));
    issued.issue(checkpoint);
    return Optional.of(checkpoint);
  }

  private SignedCheckpoint signedFor(TreeHead head) {
    SignedCheckpoint checkpoint =
        SignedCheckpoint.sign(new Checkpoint(key.verifier().name(), head), key);
    memory.remember(checkpoint);
    return checkpoint;
  }

  private void requireNotBehind(
      Optional<SignedCheckpoint> remembered, Optional<SignedCheckpoint> latest) {
    if (latest.isEmpty()) {
      return;
    }
    TreeHead published = verified(latest.get());
    if (remembered.isEmpty()) {
      throw new SigningRefused(
          Reason.MEMORY_MISSING,
          "%s was issued at size %d, but the signer's memory is gone"
              .formatted(key.verifier().name(), published.size()));
    }
    long size = remembered.get().checkpoint().head().size();
    if (published.size() > size) {
      throw new SigningRefused(
          Reason.MEMORY_BEHIND,
          "the signer remembers size %d (expected: >= %d, which was issued)"
              .formatted(size, published.size()));
    }
  }

  private TreeHead verified(SignedCheckpoint checkpoint) {
    try {
      return checkpoint.verify(key.verifier().name(), key.verifier());
    } catch (UntrustedNote e) {
      throw new SigningRefused(
          Reason.ISSUED_ALTERED, "the latest checkpoint in the database: " + e.getMessage());
    }
  }

  /// Both heads are recomputed from tiles: the head row could have been made up.
  private void requireGrownFrom(TreeHead last, TreeHead now) {
    if (now.size() < last.size()) {
      throw new SigningRefused(
          Reason.LOG_SHORTER,
          "the log has %d entries (expected: >= %d, which were signed)"
              .formatted(now.size(), last.size()));
    }
    try {
      HashReader hashes = tree.hashes(now.size());
      if (last.size() > 0 && last.size() < now.size()) {
        ConsistencyProof.build(last.size(), now.size(), hashes).verify(last, now);
        return;
      }
      TreeHead proved = TreeHead.of(now.size(), hashes);
      if (last.size() == now.size()) {
        requireSame(Reason.LOG_REWRITTEN, proved, last);
      }
      requireSame(Reason.LOG_DAMAGED, proved, now);
    } catch (RefutedProof e) {
      throw new SigningRefused(
          e.reason() == RefutedProof.Reason.OLD_ROOT_DIFFERS
              ? Reason.LOG_REWRITTEN
              : Reason.LOG_DAMAGED,
          "the log of %d entries did not grow out of the %d that were signed: %s"
              .formatted(now.size(), last.size(), e.getMessage()));
    } catch (DamagedLog e) {
      throw new SigningRefused(Reason.LOG_DAMAGED, String.valueOf(e.getMessage()));
    }
  }

  private static void requireSame(Reason otherwise, TreeHead proved, TreeHead expected) {
    if (!proved.equals(expected)) {
      throw new SigningRefused(
          otherwise,
          "the tree of %d leaves has root %s (expected: %s)"
              .formatted(proved.size(), proved.root(), expected.root()));
    }
  }
}
