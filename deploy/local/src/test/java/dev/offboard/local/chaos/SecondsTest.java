package dev.offboard.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class SecondsTest {
  @Test
  void seconds_may_have_a_unit_and_a_fraction() {
    assertThat(new Seconds().convert("5s")).isEqualTo(Duration.ofSeconds(5));
    assertThat(new Seconds().convert("0.5")).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void anything_else_is_refused_with_an_example() {
    for (String bad : new String[] {"", "5m", "-1", "0", "0s", "1e3"}) {
      assertThatThrownBy(() -> new Seconds().convert(bad))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("such as 5s");
    }
  }
}
