package dev.offboard.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void a_percentile_is_a_value_that_was_measured() {
    Samples hundred =
        new Samples(IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());

    assertThat(hundred.p50()).isEqualTo(50.0);
    assertThat(hundred.p99()).isEqualTo(99.0);
    assertThat(hundred.max()).isEqualTo(100.0);
  }

  @Test
  void of_few_samples_the_99th_percentile_is_the_worst() {
    Samples two = new Samples(List.of(Duration.ofMillis(30), Duration.ofMillis(10)));

    assertThat(two.p50()).isEqualTo(10.0);
    assertThat(two.p99()).isEqualTo(30.0);
    assertThatThrownBy(() -> new Samples(List.of())).hasMessageContaining("no sample");
  }
}
