package dev.offboard.audit.fuzz;

import dev.offboard.audit.certificate.EntryBody;
import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.note.Note;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.TlogProof;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.audit.verify.Verdict.Outcome;
import dev.offboard.audit.witness.AddCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Every parser of the proofs and what must hold of it for any bytes: it takes them or says why
/// not, what it takes it would write the same way, and nothing is verified that the log did not
/// sign.
final class Parsers {
  /// The log's key; its private half is in the corpus' generator only.
  static final SigningKey KEY =
      SigningKey.parse(
          "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

  private static final Trust TRUST = Trust.in(KEY.verifier());

  private final SignedCheckpoint signed;

  /// @param signed the one checkpoint that the log signed
  Parsers(SignedCheckpoint signed) {
    this.signed = signed;
  }

  void take(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    same(bytes, Note::parse, Note::toString);
    same(bytes, SignedCheckpoint::parse, SignedCheckpoint::toString);
    same(bytes, TlogProof::parse, TlogProof::toString);
    same(bytes, AddCheckpoint::parse, AddCheckpoint::toString);
    same(bytes, _ -> VerifierKey.parse(text), VerifierKey::toString);
    same(bytes, _ -> SigningKey.parse(text), SigningKey::encoded);
    same(bytes, _ -> TileId.parse(text), TileId::path);
    same(bytes, _ -> BundleId.parse(text), BundleId::path);
    bundle(bytes);
    refuse(() -> TlogProof.parse(bytes).inclusion().root(Hash.OF_EMPTY_TREE));
    EntryBody.parse(bytes)
        .ifPresent(
            body -> {
              body.at();
              body.number("sequence");
              body.number("evidence", "stateChanges");
            });
    file(bytes);
    log(bytes);
  }

  private static <T> void same(
      byte[] bytes, Function<byte[], T> parser, Function<T, String> writer) {
    refuse(
        () -> {
          String written = writer.apply(parser.apply(bytes));
          if (!Arrays.equals(written.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new AssertionError("taken, but written otherwise: " + written);
          }
        });
  }

  private static void bundle(byte[] bytes) {
    for (int width : List.of(1, 3, 256)) {
      refuse(
          () -> {
            byte[] written = EntryBundle.parse(new BundleId(0, width), bytes).bytes();
            if (!Arrays.equals(written, bytes)) {
              throw new AssertionError("a bundle that is written otherwise");
            }
          });
    }
  }

  /// As a file that somebody hands over.
  private void file(byte[] bytes) {
    Verdict verdict = ProofVerifier.verify(bytes, Optional.empty(), TRUST, History.none());
    String root = signed.checkpoint().head().root().base64();
    if (verdict.outcome() == Outcome.VERIFIED
        && verdict.proven().stream().noneMatch(it -> it.endsWith(root))) {
      throw new AssertionError("verified what the log did not sign: " + verdict);
    }
  }

  /// As every tile and every bundle of a log whose checkpoint is true.
  private void log(byte[] bytes) {
    byte[] checkpoint = signed.toString().getBytes(StandardCharsets.UTF_8);
    Verdict verdict =
        LogVerifier.verify(
            path -> Optional.of(path.equals("checkpoint") ? checkpoint : bytes), TRUST);
    if (verdict.outcome() != Outcome.REFUTED) {
      throw new AssertionError("the same bytes can't be tile and entries: " + verdict);
    }
  }

  /// What a parser may answer instead of a value.
  private static void refuse(Runnable parser) {
    try {
      parser.run();
    } catch (IllegalArgumentException | RefutedProof expected) {
      // it said why
    }
  }
}
