package dev.offboard.audit.verify;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.LoggedEntry;
import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Frontier;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TileHashes;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A log with its tiles, as its owner - or whoever has taken over its owner's machine and key -
/// would make it of any entries.
public final class SampleLog {
  public static final String ORIGIN = "audit.example/log";
  public static final SigningKey KEY = SigningKey.generate(ORIGIN, KeyType.ED25519);
  public static final Trust TRUST = Trust.in(KEY.verifier());

  private final List<String> bodies;
  private final SigningKey key;
  private final Map<TileId, Tile> tiles = new HashMap<>();
  private final TreeHead head;

  private SampleLog(List<String> bodies, SigningKey key) {
    this.bodies = List.copyOf(bodies);
    this.key = key;
    Frontier frontier = Frontier.empty();
    List<Hash> leaves =
        bodies.stream().map(it -> Hash.ofLeaf(it.getBytes(StandardCharsets.UTF_8))).toList();
    frontier.append(leaves).forEach(tile -> tiles.put(tile.id(), tile));
    this.head = frontier.head();
  }

  public static SampleLog of(List<String> bodies) {
    return new SampleLog(bodies, KEY);
  }

  /// The same, of the log that is named like the key.
  public SampleLog signedBy(SigningKey other) {
    return new SampleLog(bodies, other);
  }

  /// With the same entries but for what `change` does to them.
  public SampleLog but(Consumer<List<String>> change) {
    List<String> changed = new ArrayList<>(bodies);
    change.accept(changed);
    return new SampleLog(changed, key);
  }

  /// As it was when it had so many entries.
  public SampleLog first(int size) {
    return new SampleLog(bodies.subList(0, size), key);
  }

  public List<String> bodies() {
    return bodies;
  }

  TreeHead head() {
    return head;
  }

  public SignedCheckpoint checkpoint() {
    return SignedCheckpoint.sign(new Checkpoint(key.verifier().name(), head), key);
  }

  public HashReader hashes() {
    return new TileHashes(head.size(), id -> Objects.requireNonNull(tiles.get(id)));
  }

  public Certificate certificate(String offboarding) {
    return Certificate.issue(
        checkpoint(),
        IntStream.range(0, bodies.size())
            .filter(i -> bodies.get(i).contains(offboarding))
            .mapToObj(i -> new LoggedEntry(i, bodies.get(i)))
            .toList(),
        hashes());
  }

  /// Writes all files that the log serves.
  Path writeTo(Path directory) {
    write(directory, "checkpoint", checkpoint().toString().getBytes(StandardCharsets.UTF_8));
    writeTiles(directory);
    writeEntries(directory);
    return directory;
  }

  void writeTiles(Path directory) {
    tiles.forEach((id, tile) -> write(directory, id.path(), tile.bytes()));
  }

  void writeEntries(Path directory) {
    for (int start = 0; start < bodies.size(); start += TileId.FULL_WIDTH) {
      BundleId id = BundleId.holding(start, bodies.size());
      List<byte[]> entries =
          bodies.subList(start, start + id.width()).stream()
              .map(it -> it.getBytes(StandardCharsets.UTF_8))
              .toList();
      write(directory, id.path(), new EntryBundle(id, entries).bytes());
    }
  }

  static void write(Path directory, String path, byte[] bytes) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
