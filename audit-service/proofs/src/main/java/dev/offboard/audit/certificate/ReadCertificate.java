package dev.offboard.audit.certificate;

import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.TlogProof;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A certificate as somebody handed it over: nothing in it is believed before [#requireTrue].
public final class ReadCertificate {
  private static final String AUDIT = "audit";

  private final JsonNode json;
  private final SignedCheckpoint checkpoint;
  private final List<ProvenEntry> entries;

  private ReadCertificate(JsonNode json) {
    this.json = json;
    this.checkpoint = CertificateJson.checkpoint(json);
    this.entries = CertificateJson.entries(json);
  }

  /// @throws IllegalArgumentException unless it has the shape of a certificate
  public static ReadCertificate parse(byte[] file) {
    return new ReadCertificate(CertificateJson.read(file));
  }

  /// What its proofs must lead to. Who vouches for it is to be checked by the reader.
  public SignedCheckpoint checkpoint() {
    return checkpoint;
  }

  /// Returns the certificate if and only if the tree of its checkpoint has all of its entries,
  /// these are all entries there are, and everything else in it follows from them.
  ///
  /// @throws RuntimeException that names what is not so: [IllegalArgumentException],
  ///   [dev.offboard.audit.merkle.RefutedProof]
  public Certificate requireTrue() {
    long before = -1;
    for (ProvenEntry entry : entries) {
      if (entry.leafIndex() <= before) {
        throw new IllegalArgumentException(
            "entry %d comes after entry %d".formatted(entry.leafIndex(), before));
      }
      before = entry.leafIndex();
      requireProven(entry);
    }
    Certificate derived = Certificate.of(checkpoint, entries);
    Optional<String> difference = CertificateJson.difference(json, derived);
    if (difference.isPresent()) {
      throw new IllegalArgumentException(difference.get());
    }
    entries.stream().map(ProvenEntry::entry).map(Told::of).forEach(this::requireAllBefore);
    return derived;
  }

  private void requireProven(ProvenEntry entry) {
    TlogProof proof = TlogProof.parse(entry.proof());
    if (!proof.checkpoint().equals(checkpoint)) {
      throw new IllegalArgumentException(
          "the proof of entry %d is for another checkpoint".formatted(entry.leafIndex()));
    }
    if (proof.inclusion().leafIndex() != entry.leafIndex()) {
      throw new IllegalArgumentException(
          "the proof of entry %d is for entry %d"
              .formatted(entry.leafIndex(), proof.inclusion().leafIndex()));
    }
    TreeHead head = checkpoint.checkpoint().head();
    proof.inclusion().verify(entry.entry().leaf(), head);
  }

  /// The audit's seal says how many entries the log had of this offboarding, before its own.
  private void requireAllBefore(Told entry) {
    boolean isSeal =
        entry.body().isReport()
            && AUDIT.equals(entry.body().scalar("participant"))
            && "seal".equals(entry.body().scalar("phase"))
            && "completed".equals(entry.body().scalar("outcome"));
    if (!isSeal) {
      return;
    }
    long before = entries.stream().filter(it -> it.leafIndex() < entry.leafIndex()).count();
    long said = entry.body().number("evidence", "entries").orElse(0);
    if (before < said) {
      throw new IllegalArgumentException(
          "%d entries before the seal in entry %d (expected: at least %d, by the seal): some were left out"
              .formatted(before, entry.leafIndex(), said));
    }
    long changes = entry.body().number("evidence", "stateChanges").orElse(0);
    if (Told.stateChanges(entries.stream().map(ProvenEntry::entry).map(Told::of).toList()).size()
        < changes) {
      throw new IllegalArgumentException(
          "fewer state changes than the %d that the seal in entry %d says"
              .formatted(changes, entry.leafIndex()));
    }
  }
}
