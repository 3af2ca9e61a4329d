package dev.offboard.audit.verify;

import dev.offboard.audit.note.SignedCheckpoint;

/// Verifies a whole log: reads every entry and every tile once, builds the tree again, and compares
/// it with the tiles, with the signed checkpoint and with checkpoints that were kept. Names the
/// first entry that is bad. Whether entries tell a story that can be true is looked at too, because
/// whoever holds the log's key can sign any tree.
public final class LogVerifier {
  private LogVerifier() {}

  public static Verdict verify(LogSource source, Trust trust) {
    Judgement judgement = new Judgement();
    judgement.attempt(
        () -> {
          ServedLog log = new ServedLog(source);
          SignedCheckpoint signed = log.checkpoint();
          SignatureCheck signatures = new SignatureCheck(trust, judgement);
          signatures.check(signed);
          new TreeCheck(
                  log,
                  signed.checkpoint().head(),
                  signatures.kept(signed.checkpoint().origin()),
                  judgement)
              .run();
        });
    return judgement.verdict();
  }
}
