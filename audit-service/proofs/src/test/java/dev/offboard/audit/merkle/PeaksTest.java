package dev.offboard.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeaksTest {
  private static final List<Hash> LEAVES =
      IntStream.range(0, 70_000)
          .mapToObj(i -> Hash.ofLeaf(("entry " + i).getBytes(StandardCharsets.UTF_8)))
          .toList();

  @Test
  void they_lead_to_the_same_head_as_the_frontier() {
    Peaks peaks = Peaks.empty();
    Frontier frontier = Frontier.empty();
    assertThat(peaks.head()).isEqualTo(TreeHead.EMPTY);

    for (Hash leaf : LEAVES.subList(0, 1030)) {
      peaks.append(List.of(leaf));
      frontier.append(List.of(leaf));
      assertThat(peaks.head()).isEqualTo(frontier.head());
    }
  }

  @Test
  void they_name_each_tile_when_it_becomes_full() {
    List<Tile> tiles =
        Frontier.empty().append(LEAVES).stream().filter(t -> t.id().isFull()).toList();
    assertThat(tiles).hasSize(274);

    assertThat(Peaks.empty().append(LEAVES))
        .containsExactlyInAnyOrderElementsOf(
            tiles.stream().map(tile -> new Peaks.Full(tile.id(), rootOf(tile))).toList());
  }

  @Test
  void written_down_and_read_again_at_any_place_they_go_on_the_same() {
    Random random = new Random(7);
    List<Peaks.Full> full = new ArrayList<>();
    Peaks peaks = Peaks.empty();
    for (int from = 0; from < LEAVES.size(); ) {
      int to = Math.min(LEAVES.size(), from + 1 + random.nextInt(900));
      peaks = Peaks.of(peaks.size(), peaks.bytes());
      full.addAll(peaks.append(LEAVES.subList(from, to)));
      from = to;
    }
    Peaks whole = Peaks.empty();

    assertThat(full).isEqualTo(whole.append(LEAVES));
    assertThat(peaks.head()).isEqualTo(whole.head());
    assertThat(peaks.bytes()).isEqualTo(whole.bytes());
  }

  @Test
  void a_size_and_as_many_hashes_as_it_needs_belong_together() {
    assertThatThrownBy(() -> Peaks.of(3, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: 64");
    assertThatThrownBy(() -> Peaks.of(-1, new byte[64 * 32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Hash rootOf(Tile tile) {
    return tile.hash(new NodeId(TileId.HEIGHT * (tile.id().level() + 1), tile.id().index()));
  }
}
