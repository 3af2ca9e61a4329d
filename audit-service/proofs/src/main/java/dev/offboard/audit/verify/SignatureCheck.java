package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.Cosignature;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.UntrustedNote;
import dev.offboard.audit.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/// Who vouches for a checkpoint: the log, the witnesses.
final class SignatureCheck {
  private final Trust trust;
  private final Judgement judgement;

  SignatureCheck(Trust trust, Judgement judgement) {
    this.trust = trust;
    this.judgement = judgement;
  }

  void check(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    judgement.prove(
        "checkpoint of %s: %d entries, root %s"
            .formatted(checkpoint.origin(), checkpoint.head().size(), checkpoint.head().root()));
    trust
        .logKey()
        .ifPresentOrElse(
            key -> checkLog(signed, key),
            () -> judgement.unknown("no key of the log was given, so nobody's signature counts"));
    trust.witnesses().forEach(key -> checkWitness(signed, key));
  }

  /// Those checkpoints that were kept of this log, smallest first. What was kept of others compares
  /// with nothing.
  List<TreeHead> kept(String origin) {
    List<TreeHead> heads = new ArrayList<>();
    for (SignedCheckpoint kept : trust.kept()) {
      try {
        TreeHead head =
            trust.logKey().isPresent()
                ? kept.verify(origin, trust.logKey().get())
                : ofSameOrigin(kept, origin);
        heads.add(head);
      } catch (UntrustedNote | IllegalArgumentException e) {
        judgement.unknown("the checkpoint that was kept can't be compared with: " + e.getMessage());
      }
    }
    heads.sort((one, other) -> Long.compare(one.size(), other.size()));
    return heads;
  }

  private static TreeHead ofSameOrigin(SignedCheckpoint kept, String origin) {
    if (!kept.checkpoint().origin().equals(origin)) {
      throw new IllegalArgumentException(
          "it is of log '%s' (expected: '%s')".formatted(kept.checkpoint().origin(), origin));
    }
    return kept.checkpoint().head();
  }

  private void checkLog(SignedCheckpoint signed, VerifierKey key) {
    judgement.attempt(
        () -> {
          signed.verify(trust.origin().orElse(key.name()), key);
          judgement.prove("signed by the log, key %s+%s".formatted(key.name(), key.id()));
        });
  }

  private void checkWitness(SignedCheckpoint signed, VerifierKey key) {
    judgement.attempt(
        () -> {
          List<Cosignature> cosignatures = signed.cosignatures(List.of(key));
          if (cosignatures.isEmpty()) {
            judgement.refute(
                Finding.of(
                    "witness %s+%s has not cosigned the checkpoint of %d entries"
                        .formatted(key.name(), key.id(), signed.checkpoint().head().size())));
          }
          cosignatures.forEach(
              it -> judgement.prove("cosigned by %s at %s".formatted(it.witness(), it.at())));
        });
  }
}
