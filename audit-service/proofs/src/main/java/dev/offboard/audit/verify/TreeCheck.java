package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Frontier;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.NodeId;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.verify.Suspects.Changed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Builds the tree of a log again, twice where entries and tiles disagree: once by what the entries
/// hash to, once by what the tiles of the leaf hashes say. Which of the two leads to the signed
/// root tells which of the two was changed.
final class TreeCheck {
  private final ServedLog log;
  private final TreeHead head;
  private final List<TreeHead> kept;
  private final Judgement judgement;
  private final HistoryCheck history;
  private final EntriesCheck entries;
  private final Suspects suspects = new Suspects();

  private final Frontier byEntries = Frontier.empty();

  /// From the first entry on that its tile contradicts.
  private @Nullable Frontier byTiles;

  /// Of an incomplete log the story has gaps that say nothing.
  private boolean isComplete = true;

  /// @param kept heads of before, smallest first
  TreeCheck(ServedLog log, TreeHead head, List<TreeHead> kept, Judgement judgement) {
    this.log = log;
    this.head = head;
    this.kept = kept;
    this.judgement = judgement;
    this.history = new HistoryCheck(head, judgement);
    this.entries = new EntriesCheck(log, head.size(), judgement);
  }

  void run() {
    for (long start = 0; start < head.size(); start += TileId.FULL_WIDTH) {
      if (!take(BundleId.holding(start, head.size()))) {
        judgement.unknown(
            "entries from %d on: neither they nor their hashes are there".formatted(start));
        suspects.judge(Changed.ONE_OF_THEM, judgement);
        return;
      }
    }
    compare(byEntries.rightEdge(), byTiles == null ? List.of() : byTiles.rightEdge());
    judgeEntries();
    kept.stream().filter(it -> it.size() >= head.size()).forEach(history::needsProof);
    if (isComplete) {
      entries.conclude();
    }
  }

  /// False if neither the entries nor their hashes are there.
  private boolean take(BundleId id) {
    Optional<Tile> tile = get(() -> log.read(id.tile()));
    Optional<EntryBundle> bundle = get(() -> log.entries(id));
    if (tile.isEmpty() && bundle.isEmpty()) {
      return false;
    }
    List<Hash> tiled =
        tile.map(Tile::hashes).or(() -> bundle.map(EntryBundle::leaves)).orElseThrow();
    List<Hash> hashed = bundle.map(EntryBundle::leaves).orElse(tiled);
    suspects.compare(id.start(), hashed, tiled);
    int from = 0;
    for (TreeHead earlier : kept) {
      long to = earlier.size() - id.start();
      if (to > 0 && to <= hashed.size() && earlier.size() < head.size()) {
        grow(hashed.subList(from, (int) to), tiled.subList(from, (int) to));
        compare(earlier);
        from = (int) to;
      }
    }
    grow(hashed.subList(from, hashed.size()), tiled.subList(from, tiled.size()));
    bundle.ifPresentOrElse(it -> entries.add(it, hashed), () -> isComplete = false);
    return true;
  }

  /// What is missing or misshapen is one thing found, and not the end.
  private <T> Optional<T> get(Supplier<T> served) {
    try {
      return Optional.of(served.get());
    } catch (NotThere | IllegalArgumentException e) {
      judgement.refute(Finding.of(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void grow(List<Hash> hashed, List<Hash> tiled) {
    if (byTiles == null && !hashed.equals(tiled)) {
      byTiles = byEntries.copy();
    }
    List<Tile> one = byEntries.append(hashed);
    List<Tile> other = byTiles == null ? List.of() : byTiles.append(tiled);
    compare(full(one), full(other));
  }

  private static List<Tile> full(List<Tile> tiles) {
    return tiles.stream().filter(tile -> tile.id().isFull()).toList();
  }

  /// The tiles above those of the leaf hashes, which [Suspects] compares entry by entry.
  private void compare(List<Tile> hashed, List<Tile> tiled) {
    for (int i = 0; i < hashed.size(); i++) {
      Tile expected = hashed.get(i);
      Tile alternative = tiled.isEmpty() ? expected : tiled.get(i);
      if (expected.id().level() > 0) {
        get(() -> log.read(expected.id()))
            .filter(served -> !served.equals(expected) && !served.equals(alternative))
            .ifPresent(served -> judgement.refute(differs(served, expected)));
      }
    }
  }

  private static Finding differs(Tile served, Tile expected) {
    int place = 0;
    while (served.hashes().get(place).equals(expected.hashes().get(place))) {
      place++;
    }
    NodeId node = expected.id().node(place);
    return Finding.of(
        "%s was altered, or entries below it were: its hash of entries %d to %d is %s (expected: %s, by the entries)"
            .formatted(
                expected.id(),
                node.start(),
                node.end() - 1,
                served.hashes().get(place),
                expected.hashes().get(place)));
  }

  private void compare(TreeHead earlier) {
    TreeHead tiled = byTiles == null ? byEntries.head() : byTiles.head();
    history.compare(earlier, tiled.equals(earlier) ? tiled.root() : byEntries.head().root());
  }

  private void judgeEntries() {
    boolean entriesFit = byEntries.head().equals(head);
    boolean tilesFit = byTiles != null && byTiles.head().equals(head);
    suspects.judge(
        entriesFit ? Changed.TILE : tilesFit ? Changed.ENTRY : Changed.EITHER, judgement);
    if (entriesFit && isComplete) {
      judgement.prove("all %d entries lead to the root".formatted(head.size()));
    } else if (!entriesFit && !tilesFit) {
      judgement.refute(
          Finding.of(
              "the %d entries lead to root %s (expected: %s, of the checkpoint): entries were changed, inserted, removed or reordered and their tiles made to fit"
                  .formatted(head.size(), byEntries.head().root(), head.root())));
    }
  }
}
