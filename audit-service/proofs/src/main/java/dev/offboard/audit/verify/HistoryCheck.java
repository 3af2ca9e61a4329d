package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.merkle.TreeHead;
import java.util.List;

/// Whether a log is still the one of which checkpoints were kept: nothing changed, removed,
/// inserted or forked below them.
final class HistoryCheck {
  /// Where the hashes of a consistency proof come from.
  @FunctionalInterface
  interface Paths {
    /// @throws NotThere if there is none for these sizes
    List<Hash> between(TreeHead older, TreeHead newer);
  }

  private final TreeHead head;
  private final Judgement judgement;

  HistoryCheck(TreeHead head, Judgement judgement) {
    this.head = head;
    this.judgement = judgement;
  }

  /// Whatever takes no proof; true if `kept` needs one.
  boolean needsProof(TreeHead kept) {
    if (kept.size() > head.size()) {
      judgement.refute(
          Finding.of(
              "the log has shrunk: %d entries, but the checkpoint that was kept has %d"
                  .formatted(head.size(), kept.size())));
      return false;
    }
    if (kept.size() == head.size()) {
      compare(kept, head.root());
      return false;
    }
    return kept.size() > 0;
  }

  /// For a log as it is now, which must not be older than `kept`.
  void prove(TreeHead kept, Paths paths) {
    if (needsProof(kept)) {
      continues(kept, head, paths, "continues the checkpoint of %d entries that was kept");
    }
  }

  /// For a file, which may well be older than `kept`: then it is `kept` that must continue it.
  void relate(TreeHead kept, Paths paths) {
    if (kept.size() <= head.size() || head.size() == 0) {
      prove(kept, paths);
    } else {
      continues(
          head, kept, paths, "the checkpoint of %d entries continues to the one that was kept");
    }
  }

  private void continues(TreeHead older, TreeHead newer, Paths paths, String proven) {
    judgement.attempt(
        () -> {
          List<Hash> path = paths.between(older, newer);
          try {
            new ConsistencyProof(older.size(), newer.size(), path).verify(older, newer);
            judgement.prove(proven.formatted(older.size()));
          } catch (RefutedProof e) {
            judgement.refute(
                Finding.of(
                    "the log of %d entries does not continue the one of %d, and one of them is the one that was kept: %s"
                        .formatted(newer.size(), older.size(), e.getMessage())));
          }
        });
  }

  /// Compares with the root that the log's own entries have at the size of `kept`.
  void compare(TreeHead kept, Hash root) {
    if (root.equals(kept.root())) {
      judgement.prove(
          "continues the checkpoint of %d entries that was kept".formatted(kept.size()));
    } else {
      judgement.refute(
          Finding.of(
              "history below entry %d was rewritten: the root at size %d is %s (expected: %s, of the checkpoint that was kept)"
                  .formatted(kept.size(), kept.size(), root, kept.root())));
    }
  }
}
