package dev.offboard.audit.certificate;

import dev.offboard.audit.note.TlogProof;

/// An entry and the proof that the log has it, as a certificate carries them.
///
/// @param proof a C2SP tlog-proof, which verifies on its own
public record ProvenEntry(long leafIndex, String body, String proof) {
  static ProvenEntry of(LoggedEntry entry, TlogProof proof) {
    return new ProvenEntry(entry.leafIndex(), entry.body(), proof.toString());
  }

  public LoggedEntry entry() {
    return new LoggedEntry(leafIndex, body);
  }
}
