package dev.offboard.orchestrator.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.orchestrator.backlog.Backlog.Members;
import dev.offboard.orchestrator.backlog.Backlog.Position;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Instant THEN = Instant.parse("2026-11-29T17:00:00Z");

  private final Backlogs backlogs = new Backlogs();

  @Test
  void nothing_is_known_before_kafka_has_answered_nor_long_after() {
    assertThat(backlogs.lately(THEN)).isEmpty();
    backlogs.saw(List.of(session(7, 0)), THEN);
    assertThat(backlogs.lately(THEN.plusSeconds(20))).isPresent();
    assertThat(backlogs.lately(THEN.plusSeconds(40))).isEmpty();
  }

  @Test
  void who_reads_on_keeps_up_and_who_stands_still_does_not() {
    backlogs.saw(List.of(session(7, 3)), THEN);
    Instant later = THEN.plusSeconds(70);
    backlogs.saw(List.of(session(8, 900)), later);
    assertThat(only(later).isInTrouble(later)).as("it has moved").isFalse();

    backlogs.saw(List.of(session(8, 901)), later.plusSeconds(50));
    assertThat(only(later.plusSeconds(50)).isInTrouble(later.plusSeconds(50))).isFalse();
    backlogs.saw(List.of(session(8, 901)), later.plusSeconds(70));
    Backlog still = only(later.plusSeconds(70));
    assertThat(still.isInTrouble(later.plusSeconds(70))).isTrue();
    assertThat(still.waitsSince()).isEqualTo(later);

    backlogs.saw(List.of(session(909, 0)), later.plusSeconds(75));
    assertThat(only(later.plusSeconds(75)).waitsSince()).isNull();
  }

  @Test
  void far_behind_or_read_by_nobody_is_trouble_at_once() {
    backlogs.saw(List.of(session(7, 10_001)), THEN);
    assertThat(only(THEN).isInTrouble(THEN)).isTrue();
    backlogs.saw(List.of(new Position("session", 7, 0, Members.NONE)), THEN);
    assertThat(only(THEN).isInTrouble(THEN)).isTrue();
  }

  private Backlog only(Instant at) {
    return backlogs.lately(at).orElseThrow().backlogs().getFirst();
  }

  private static Position session(long read, long waiting) {
    return new Position("session", read, waiting, Members.SOME);
  }
}
