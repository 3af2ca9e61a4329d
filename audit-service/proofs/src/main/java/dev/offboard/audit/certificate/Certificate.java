package dev.offboard.audit.certificate;

import static java.util.Comparator.comparingLong;

import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.TlogProof;
import java.util.List;

/// Shows to anybody, offline, that one offboarding happened as it says: every entry that the log
/// has of it, each with the proof that the log has it, the checkpoint that the proofs lead to, and
/// a statement that follows from the entries.
///
/// It proves what the log says, not that the log says everything: that nothing was left out follows
/// from the numbers of the state changes, and from the count in the audit's own seal.
public record Certificate(
    String format,
    String origin,
    Offboarding offboarding,
    Statement statement,
    List<ProvenEntry> entries,
    String checkpoint) {
  /// What `format` says. Another shape is another name.
  public static final String FORMAT = "offboarding-certificate/v1";

  public Certificate {
    entries = List.copyOf(entries);
  }

  /// Issues the certificate of one offboarding.
  ///
  /// @param entries all that the tree of the checkpoint has of it
  /// @param hashes those of the tree of the checkpoint
  /// @throws IllegalArgumentException if the entries do not make one offboarding with all of its
  ///   state changes, or are not in the tree
  public static Certificate issue(
      SignedCheckpoint checkpoint, List<LoggedEntry> entries, HashReader hashes) {
    long size = checkpoint.checkpoint().head().size();
    return of(
        checkpoint,
        entries.stream()
            .sorted(comparingLong(LoggedEntry::leafIndex))
            .map(
                entry ->
                    ProvenEntry.of(
                        entry,
                        new TlogProof(
                            InclusionProof.build(entry.leafIndex(), size, hashes), checkpoint)))
            .toList());
  }

  /// The only certificate that these entries make.
  static Certificate of(SignedCheckpoint checkpoint, List<ProvenEntry> entries) {
    List<Told> told = entries.stream().map(ProvenEntry::entry).map(Told::of).toList();
    return new Certificate(
        FORMAT,
        checkpoint.checkpoint().origin(),
        Offboarding.of(told),
        Derivation.statement(told),
        entries,
        checkpoint.toString());
  }

  /// As a file.
  public String toJson() {
    return CertificateJson.write(this);
  }
}
