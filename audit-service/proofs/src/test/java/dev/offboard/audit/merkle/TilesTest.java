package dev.offboard.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {
  @Test
  void the_example_of_the_specification_has_its_tiles() {
    assertThat(TileId.rightEdge(70_000))
        .containsExactly(new TileId(0, 273, 112), new TileId(1, 1, 17), new TileId(2, 0, 1));
    assertThat(TileId.rightEdge(256)).containsExactly(new TileId(1, 0, 1));
    assertThat(TileId.rightEdge(0)).isEmpty();
    assertThat(TileId.rightEdge(Long.MAX_VALUE)).hasSize(8);
  }

  @Test
  void paths_are_those_of_the_specification() {
    assertThat(new TileId(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new TileId(2, 5, 17).path()).isEqualTo("tile/2/005.p/17");
    assertThat(new BundleId(1_000, 1).path()).isEqualTo("tile/entries/x001/000.p/1");
    Stream.of(new TileId(0, 1_234_067, 256), new TileId(1, 999, 255), new TileId(7, 0, 1))
        .forEach(id -> assertThat(TileId.parse(id.path())).isEqualTo(id));
    assertThat(BundleId.parse("tile/entries/x001/000.p/1")).isEqualTo(new BundleId(1_000, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/x001",
        "tile/0/x001/x002",
        "tile/0/001/002",
        "tile/00/001",
        "tile/8/001",
        "tile/63/001",
        "tile/-1/001",
        "tile/٣/001",
        "tile/0/٠٠١",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/017",
        "tile/0/001.p/",
        "tile/0/001.p/1/",
        "tile/0/001/",
        "tile/0/../001",
        "tile/7/x001/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/entries/001",
        "/tile/0/001",
      })
  void nothing_else_is_a_path(String path) {
    assertThatThrownBy(() -> TileId.parse(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_tile_gives_every_node_from_its_level_to_the_next() {
    MemoryTree tree = MemoryTree.of(600);
    Tile tile = tree.read(new TileId(0, 1, 256));
    for (int height = 0; height <= 8; height++) {
      for (long index = 256 >> height; index < 512 >> height; index++) {
        NodeId node = new NodeId(height, index);
        assertThat(tile.hash(node))
            .isEqualTo(MemoryTree.definition(MemoryTree.leaves(node.start(), node.end())));
      }
    }
    assertThat(tree.read(new TileId(1, 0, 2)).hash(new NodeId(8, 1)))
        .isEqualTo(tile.hash(new NodeId(8, 1)));
    assertThatThrownBy(() -> tile.hash(new NodeId(0, 255))).hasMessageContaining("does not hold");
    assertThatThrownBy(() -> tile.hash(new NodeId(0, 512))).hasMessageContaining("does not hold");
    assertThatThrownBy(() -> tile.hash(new NodeId(9, 0))).hasMessageContaining("does not hold");
  }

  @Test
  void a_tree_grows_the_same_in_any_batches_and_after_any_restart() {
    Random random = new Random(4);
    MemoryTree at_once = MemoryTree.of(140_000);
    MemoryTree tiles = new MemoryTree();
    Frontier frontier = Frontier.empty();
    while (frontier.size() < 140_000) {
      long to = Math.min(140_000, frontier.size() + random.nextInt(1, 20_000));
      List<Tile> changed = frontier.append(MemoryTree.leaves(frontier.size(), to));
      MemoryTree stored = tiles;
      changed.forEach(stored::keep);
      TreeHead head = frontier.head();
      frontier = Frontier.of(to, tiles);
      assertThat(frontier.head()).isEqualTo(head);
      assertThat(TreeHead.of(to, new TileHashes(to, tiles))).isEqualTo(head);
    }
    assertThat(frontier.head()).isEqualTo(at_once.head());
  }

  @Test
  void proofs_in_a_large_tree_read_a_tile_a_level() {
    MemoryTree tree = MemoryTree.of(140_000);
    for (long leaf : new long[] {0, 255, 256, 65_535, 65_536, 131_071, 139_999}) {
      int[] reads = {0};
      HashReader hashes =
          new TileHashes(
              140_000,
              id -> {
                reads[0]++;
                return tree.read(id);
              });
      InclusionProof.build(leaf, 140_000, hashes).verify(MemoryTree.leaf(leaf), tree.head());
      assertThat(reads[0]).isBetween(1, 6);
    }
    for (long size : new long[] {1, 255, 256, 257, 65_536, 139_999}) {
      ConsistencyProof.build(size, 140_000, tree.hashes())
          .verify(MemoryTree.of(size).head(), tree.head());
    }
  }

  @Test
  void a_narrower_tile_is_what_it_was_before() {
    MemoryTree tree = MemoryTree.of(256);
    assertThat(tree.read(new TileId(0, 0, 256)).narrowedTo(7).bytes())
        .isEqualTo(MemoryTree.of(7).read(new TileId(0, 0, 7)).bytes());
  }

  @Test
  void a_bundle_is_read_as_it_was_written() {
    BundleId id = new BundleId(0, 3);
    byte[] longest = new byte[EntryBundle.MAX_ENTRY_BYTES];
    EntryBundle bundle =
        new EntryBundle(
            id, List.of("first".getBytes(StandardCharsets.UTF_8), new byte[0], longest));
    byte[] bytes = bundle.bytes();
    assertThat(bytes).startsWith(0, 5, 'f').hasSize(6 + 5 + EntryBundle.MAX_ENTRY_BYTES);
    assertThat(EntryBundle.parse(id, bytes).leaves()).isEqualTo(bundle.leaves());
    assertThatThrownBy(() -> EntryBundle.parse(id, Arrays.copyOf(bytes, 8)))
        .hasMessageContaining("ends within entry 1");
    assertThatThrownBy(() -> EntryBundle.parse(new BundleId(0, 2), bytes))
        .hasMessageContaining("3 entries (expected: 2)");
    assertThatThrownBy(() -> EntryBundle.parse(new BundleId(0, 4), bytes))
        .hasMessageContaining("3 entries (expected: 4)");
    assertThatThrownBy(
            () -> new EntryBundle(new BundleId(0, 1), List.of(new byte[longest.length + 1])))
        .hasMessageContaining("65536 bytes (expected: <= 65535)");
  }
}
