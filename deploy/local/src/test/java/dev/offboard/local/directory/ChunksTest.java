package dev.offboard.local.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
  @Test
  void no_chunk_has_more_rows_than_a_service_takes() {
    List<Integer> rows = IntStream.range(0, 1001).boxed().toList();

    List<List<Integer>> chunks = Chunks.of(rows, row -> row);

    assertThat(chunks).extracting(List::size).containsExactly(500, 500, 1);
    assertThat(chunks.stream().flatMap(List::stream)).isEqualTo(rows);
  }

  @Test
  void no_chunk_is_larger_than_the_smallest_body_limit() {
    List<String> rows = Collections.nCopies(10, "x".repeat(20_000));

    assertThat(Chunks.of(rows, row -> row)).extracting(List::size).containsOnly(2);
    assertThat(Chunks.of(List.of("x".repeat(100_000)), row -> row)).hasSize(1);
    assertThat(Chunks.of(List.of(), row -> row)).isEmpty();
  }
}
