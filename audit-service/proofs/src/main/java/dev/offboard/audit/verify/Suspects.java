package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/// Entries that hash to something else than the tile of their leaf hashes says. One of the two was
/// changed; which, only the root tells.
final class Suspects {
  /// Which of the two was changed.
  enum Changed {
    ENTRY("it was changed: it hashes to %s (expected: %s, which leads to the root)"),
    TILE("its hash in the tile was altered: it hashes to %s, the tile says %s"),
    EITHER("it hashes to %s, the tile says %s, and neither leads to the root"),
    ONE_OF_THEM(
        "it hashes to %s, the tile says %s; the end of the log, which would tell, is missing");

    private final String finding;

    Changed(String finding) {
      this.finding = finding;
    }
  }

  private final List<Suspect> suspects = new ArrayList<>();

  private record Suspect(long leafIndex, Hash hashed, Hash tiled) {}

  void compare(long start, List<Hash> hashed, List<Hash> tiled) {
    for (int i = 0; i < hashed.size(); i++) {
      if (!hashed.get(i).equals(tiled.get(i))) {
        suspects.add(new Suspect(start + i, hashed.get(i), tiled.get(i)));
      }
    }
  }

  void judge(Changed changed, Judgement judgement) {
    for (Suspect suspect : suspects) {
      judgement.refute(
          Finding.at(
              suspect.leafIndex(), changed.finding.formatted(suspect.hashed(), suspect.tiled())));
    }
  }
}
