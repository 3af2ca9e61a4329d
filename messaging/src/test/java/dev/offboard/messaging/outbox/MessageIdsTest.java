package dev.offboard.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
  @Test
  void each_is_a_version_7_and_greater_than_the_one_before() {
    List<UUID> ids = Stream.generate(MessageIds::next).limit(20_000).toList();

    assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2).doesNotHaveDuplicates();
    assertThat(ids.stream().map(UUID::toString).toList()).isSorted();
  }

  @Test
  void it_says_when_it_was_made() {
    long before = System.currentTimeMillis();
    long said = MessageIds.next().getMostSignificantBits() >>> 16;

    // thousands in one millisecond run ahead of the clock a little
    assertThat(said).isBetween(before, before + 5_000);
  }
}
