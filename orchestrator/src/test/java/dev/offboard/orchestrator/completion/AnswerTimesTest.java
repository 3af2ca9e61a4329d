package dev.offboard.orchestrator.completion;

import static dev.offboard.contracts.Priority.NORMAL;
import static dev.offboard.contracts.Priority.URGENT;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private final AnswerTimes times = new AnswerTimes();

  @Test
  void without_answers_there_is_no_patience() {
    assertThat(times.patience(NORMAL, NOW)).isEqualTo(ZERO);
  }

  @Test
  void patience_is_twice_the_slowest_answer() {
    times.answered(NORMAL, NOW.minusSeconds(3), NOW);
    times.answered(NORMAL, NOW.minusSeconds(8), NOW);
    times.answered(NORMAL, NOW.minusSeconds(1), NOW);
    assertThat(times.patience(NORMAL, NOW)).isEqualTo(ofSeconds(16));
  }

  @Test
  void it_outlasts_a_pause_and_is_forgotten_after_a_minute() {
    times.answered(NORMAL, NOW.minusSeconds(8), NOW);
    assertThat(times.patience(NORMAL, NOW.plusSeconds(29))).isEqualTo(ofSeconds(16));
    assertThat(times.patience(NORMAL, NOW.plusSeconds(31))).isEqualTo(ofSeconds(16));
    assertThat(times.patience(NORMAL, NOW.plusSeconds(62))).isEqualTo(ZERO);
  }

  @Test
  void a_backlog_makes_nobody_patient_with_an_emergency() {
    times.answered(NORMAL, NOW.minusSeconds(600), NOW);
    times.answered(URGENT, NOW.minusSeconds(1), NOW);
    assertThat(times.patience(URGENT, NOW)).isEqualTo(ofSeconds(2));
  }
}
