package dev.offboard.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.trace.TraceParent.Sampling;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void what_is_well_formed_is_read_and_written_as_it_was() {
    String header = "00-" + TRACE + "-" + SPAN + "-01";

    assertThat(TraceParent.parse(header))
        .contains(new TraceParent(TRACE, SPAN, Sampling.SAMPLED))
        .get()
        .hasToString(header);
  }

  @Test
  void of_the_flags_only_the_known_one_is_taken_on() {
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-fe"))
        .get()
        .hasToString("00-" + TRACE + "-" + SPAN + "-00");
  }

  @Test
  void of_a_later_version_what_is_known_is_read() {
    assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"))
        .get()
        .hasToString("00-" + TRACE + "-" + SPAN + "-01");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "-",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "0-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-0g",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "cc-" + TRACE + "-" + SPAN + "-01.more",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        " 00-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01\nx: y",
        "00-" + TRACE + "-" + SPAN + "-01'; DROP TABLE outbox; --",
        "00-" + TRACE + "-" + SPAN + "-01," + "00-" + TRACE + "-" + SPAN + "-01"
      })
  void what_is_ill_formed_is_as_good_as_none(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
  }

  @Test
  void a_header_as_long_as_a_book_is_as_good_as_none() {
    assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(300))).isEmpty();
  }

  @Test
  void what_came_in_no_trace_is_in_the_one_that_is_called_as_itself() {
    UUID id = UUID.fromString("01939f2e-6a9c-7d11-8a3b-0123456789ab");

    TraceParent named = TraceParent.named(id, Sampling.NOT_SAMPLED);

    assertThat(named.traceId()).isEqualTo("01939f2e6a9c7d118a3b0123456789ab");
    assertThat(TraceParent.parse(named.toString())).contains(named);
    assertThat(TraceParent.parse(TraceParent.fresh().toString())).isPresent();
  }
}
