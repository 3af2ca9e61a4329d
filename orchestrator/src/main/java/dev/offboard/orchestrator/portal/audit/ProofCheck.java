package dev.offboard.orchestrator.portal.audit;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.note.MalformedNote;
import dev.offboard.audit.note.TlogProof;
import dev.offboard.audit.note.UntrustedNote;
import dev.offboard.audit.note.VerifierKey;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Verifies what audit-service says about an entry, with the mathematics of the verifier and the
/// log's key as it is configured here. Whoever reads it has to trust this server; `./offboard
/// verify` needs to trust none of ours.
@Component
class ProofCheck {
  private final Optional<VerifierKey> logKey;

  ProofCheck(@Value("${offboard.audit.log-key:}") String logKey) {
    this.logKey =
        logKey.isBlank() ? Optional.empty() : Optional.of(VerifierKey.parse(logKey.strip()));
  }

  /// @param look done, waiting or trouble
  /// @param hashes of the proof, from the leaf up
  record Result(
      String look,
      String words,
      String origin,
      long size,
      String root,
      String leaf,
      List<String> hashes) {}

  Result check(LogEntry entry, Optional<String> text) {
    if (text.isEmpty()) {
      return failed(
          "waiting", "No checkpoint covers this entry yet; the next one does within seconds.");
    }
    try {
      TlogProof proof = TlogProof.parse(text.get());
      if (proof.inclusion().leafIndex() != entry.index()) {
        return failed("trouble", "The proof is for another entry.");
      }
      return checked(entry, proof);
    } catch (MalformedNote e) {
      return failed("trouble", "What came is no proof: " + e.getMessage() + ".");
    } catch (UntrustedNote e) {
      return failed(
          "trouble",
          "The checkpoint is not by the log whose key is known here: " + e.getMessage() + ".");
    } catch (RefutedProof e) {
      return failed("trouble", "The proof does not hold: " + e.getMessage() + ".");
    }
  }

  private Result checked(LogEntry entry, TlogProof proof) {
    var checkpoint = proof.checkpoint().checkpoint();
    if (logKey.isPresent()) {
      proof.verify(entry.leaf(), logKey.get().name(), logKey.get());
    } else {
      proof.inclusion().verify(Hash.ofLeaf(entry.leaf()), checkpoint.head());
    }
    return new Result(
        logKey.isPresent() ? "done" : "waiting",
        logKey.isPresent()
            ? "The log holds exactly this text at this place, and the log's key has signed for it."
            : "The log holds exactly this text at this place of the tree that the checkpoint names."
                + " Who has signed the checkpoint was not looked at: no key of the log is"
                + " configured here (offboard.audit.log-key).",
        checkpoint.origin(),
        checkpoint.head().size(),
        checkpoint.head().root().base64(),
        Hash.ofLeaf(entry.leaf()).base64(),
        proof.inclusion().path().stream().map(Hash::base64).toList());
  }

  private static Result failed(String look, String words) {
    return new Result(look, words, "", 0, "", "", List.of());
  }
}
