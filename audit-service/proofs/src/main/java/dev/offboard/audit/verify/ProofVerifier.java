package dev.offboard.audit.verify;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.ReadCertificate;
import dev.offboard.audit.certificate.Statement;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.TlogProof;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Verifies what a single file shows: a checkpoint, a tlog-proof or a certificate. Offline, unless
/// it is handed a log to ask for what a comparison with a kept checkpoint takes.
public final class ProofVerifier {
  private static final String TLOG_PROOF = "c2sp.org/tlog-proof@";

  private final Trust trust;
  private final HistoryCheck.Paths paths;
  private final Judgement judgement = new Judgement();

  private ProofVerifier(Trust trust, HistoryCheck.Paths paths) {
    this.trust = trust;
    this.paths = paths;
  }

  /// Tells by its content what a file is.
  ///
  /// @param entry the entry that a tlog-proof is for; its extra data if absent
  /// @param history what shows that the log continues kept checkpoints
  public static Verdict verify(byte[] file, Optional<byte[]> entry, Trust trust, History history) {
    ProofVerifier verifier = new ProofVerifier(trust, history.paths());
    verifier.judgement.attempt(() -> verifier.verify(file, entry));
    return verifier.judgement.verdict();
  }

  private void verify(byte[] file, Optional<byte[]> entry) {
    String start =
        new String(file, 0, Math.min(file.length, TLOG_PROOF.length()), StandardCharsets.UTF_8);
    if (start.stripLeading().startsWith("{")) {
      certificate(ReadCertificate.parse(file));
    } else if (start.equals(TLOG_PROOF)) {
      proof(TlogProof.parse(file), entry);
    } else {
      checkpoint(SignedCheckpoint.parse(file), HistoryCheck::prove);
    }
  }

  /// How the checkpoint at hand is held against one that was kept.
  @FunctionalInterface
  private interface Comparison {
    void with(HistoryCheck history, TreeHead kept, HistoryCheck.Paths paths);
  }

  private void checkpoint(SignedCheckpoint signed, Comparison compared) {
    SignatureCheck signatures = new SignatureCheck(trust, judgement);
    signatures.check(signed);
    TreeHead head = signed.checkpoint().head();
    HistoryCheck history = new HistoryCheck(head, judgement);
    for (TreeHead kept : signatures.kept(signed.checkpoint().origin())) {
      compared.with(history, kept, paths);
    }
  }

  private void proof(TlogProof proof, Optional<byte[]> entry) {
    checkpoint(proof.checkpoint(), HistoryCheck::relate);
    Optional<byte[]> proven = entry.or(() -> proof.extra().map(Base64.getDecoder()::decode));
    if (proven.isEmpty()) {
      judgement.unknown("the proof does not carry its entry, and none was given");
      return;
    }
    judgement.attempt(
        () -> {
          proof
              .inclusion()
              .verify(Hash.ofLeaf(proven.get()), proof.checkpoint().checkpoint().head());
          judgement.prove("the log has the entry at %d".formatted(proof.inclusion().leafIndex()));
        });
  }

  private void certificate(ReadCertificate read) {
    checkpoint(read.checkpoint(), HistoryCheck::relate);
    judgement.attempt(
        () -> {
          Certificate certificate = read.requireTrue();
          Statement statement = certificate.statement();
          judgement.prove(
              "the log has all %d entries of the certificate"
                  .formatted(certificate.entries().size()));
          judgement.prove(
              "offboarding %s of user %s of tenant %s: %d state changes, %s since %s"
                  .formatted(
                      certificate.offboarding().offboardingId(),
                      certificate.offboarding().userId(),
                      certificate.offboarding().tenantId(),
                      statement.history().size(),
                      statement.state(),
                      statement.history().getLast().at()));
          long notes = statement.history().stream().filter(it -> it.note() != null).count();
          if (notes > 0) {
            judgement.prove(
                "%d notes of people are in it as they were written, encrypted".formatted(notes));
          }
        });
  }
}
