package dev.offboard.audit.witness;

import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Cosignature;
import dev.offboard.audit.note.Note;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.UntrustedNote;
import dev.offboard.audit.note.VerifierKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Cosigns the checkpoints of one log, each only if it continues all before: C2SP tlog-witness,
/// `add-checkpoint`. What it has cosigned is on its disk before anybody hears of it, so it never
/// cosigns two histories, whenever it is killed. What does not continue is kept as evidence.
public final class Witness {
  private final String origin;
  private final VerifierKey logKey;
  private final WitnessFiles files;
  private final Clock clock;
  private final SigningKey key;

  /// @param files whose key cosigns
  public Witness(String origin, VerifierKey logKey, WitnessFiles files, Clock clock) {
    this.origin = origin;
    this.logKey = logKey;
    this.files = files;
    this.clock = clock;
    this.key = files.key();
  }

  /// What clients need to check its cosignatures.
  public VerifierKey verifier() {
    return key.verifier();
  }

  /// One at a time, so that nothing is older when it is written than when it was compared.
  public synchronized Answer add(byte[] body) {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (IllegalArgumentException e) {
      return Answer.malformed("no add-checkpoint request: " + e.getMessage());
    }
    String named = request.checkpoint().checkpoint().origin();
    if (!named.equals(origin)) {
      return Answer.unknownLog("log '%s' is unknown (knows: '%s')".formatted(named, origin));
    }
    try {
      request.checkpoint().verify(origin, logKey);
    } catch (UntrustedNote e) {
      return Answer.untrusted(String.valueOf(e.getMessage()));
    }
    return answer(request);
  }

  private Answer answer(AddCheckpoint request) {
    TreeHead offered = request.checkpoint().checkpoint().head();
    if (request.oldSize() > offered.size()) {
      return Answer.malformed(
          "old size %d (expected: <= %d, the size of the checkpoint)"
              .formatted(request.oldSize(), offered.size()));
    }
    Optional<SignedCheckpoint> latest = files.latest();
    TreeHead kept = latest.map(it -> it.checkpoint().head()).orElse(TreeHead.EMPTY);
    if (request.oldSize() != kept.size()) {
      return Answer.otherSize(kept.size());
    }
    if (kept.size() == offered.size() && !kept.root().equals(offered.root())) {
      files.keepEvidence(request, latest);
      return Answer.otherSize(kept.size());
    }
    try {
      requireContinued(request, kept, offered);
    } catch (RefutedProof e) {
      files.keepEvidence(request, latest);
      return Answer.inconsistent(
          "the checkpoint of %d entries is not proved to continue the one of %d: %s"
              .formatted(offered.size(), kept.size(), e.getMessage()));
    }
    return cosign(request.checkpoint());
  }

  /// Everything continues the empty log; the specification asks for an empty proof of it.
  private static void requireContinued(AddCheckpoint request, TreeHead kept, TreeHead offered) {
    if (kept.size() > 0 || !request.path().isEmpty()) {
      request.proof().verify(kept, offered);
    }
  }

  private Answer cosign(SignedCheckpoint checkpoint) {
    Cosignature cosignature = Cosignature.by(key, checkpoint.checkpoint(), clock.instant());
    Note byTheLog = new Note(checkpoint.note().text(), checkpoint.note().verify(List.of(logKey)));
    files.remember(
        new SignedCheckpoint(checkpoint.checkpoint(), byTheLog).with(cosignature.line()));
    return Answer.cosigned(cosignature.line().line());
  }
}
