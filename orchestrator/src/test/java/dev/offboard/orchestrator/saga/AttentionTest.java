package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.reinstating;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttentionTest {
  @Test
  void the_third_failure_in_a_row_asks_for_a_person_and_says_what_happens_next() {
    SagaRun run =
        requested(holding(ofDays(7)))
            .completes(IDENTITY, AUDIT, SESSION)
            .fails(ENTITLEMENT, "database-away")
            .untilWoken()
            .fails(ENTITLEMENT, "database-away")
            .expectNoAttention()
            .untilWoken()
            .fails(ENTITLEMENT, "database-away")
            .expectAttention("entitlement failed to revoke 3 times", "database-away", "again");

    assertThat(run.offboarding().attention().owner()).isEqualTo("operator");
    assertThat(run.offboarding().attention().since()).isEqualTo(START.plusSeconds(2 + 4));
  }

  @Test
  void three_announcements_left_unanswered_ask_for_a_person() {
    requested(holding(ofDays(7)))
        .completes(IDENTITY, AUDIT, ENTITLEMENT)
        .untilWoken()
        .untilWoken()
        .expectNoAttention()
        .untilWoken()
        .expectAttention("session left revoke unanswered 3 times");
  }

  @Test
  void a_deadline_that_passes_asks_for_a_person_and_gives_nothing_back() {
    requested(reinstating(ofDays(7)))
        .completes(IDENTITY, AUDIT, ENTITLEMENT)
        .progresses(SESSION, "waiting")
        .later(ofMinutes(4).plusSeconds(30))
        .progresses(SESSION, "waiting")
        .expectWake(ofSeconds(30))
        .untilWoken()
        .expectState(REVOKING)
        .expectNothingAnnounced()
        .expectAttention("revoke was due at", "session has not completed", "goes on");
  }

  @Test
  void it_goes_away_when_the_cause_does() {
    SagaRun run = requested(holding(ofDays(7))).completes(IDENTITY, AUDIT, ENTITLEMENT);
    run.untilWoken().untilWoken().untilWoken().expectAttention("session");

    run.completes(SESSION).expectState(REVOKED).expectNoAttention();
  }

  @Test
  void progress_ends_a_row_of_misses() {
    SagaRun run = requested(holding(ofDays(7))).completes(IDENTITY, AUDIT, ENTITLEMENT);
    run.untilWoken().untilWoken().untilWoken().expectAttention("session");

    run.progresses(SESSION, "1 of 2").expectNoAttention();
  }

  @Test
  void it_names_everybody_who_is_stuck() {
    requested(holding(ofDays(7)))
        .refuses(IDENTITY, "legal-hold")
        .refuses(SESSION, "read-only")
        .expectAttention("identity refuses", "session refuses");
  }

  @Test
  void a_new_phase_starts_without_it() {
    requested(holding(ofDays(7)))
        .refuses(IDENTITY, "legal-hold")
        .expectAttention("identity")
        .undone()
        .expectNoAttention()
        .completes(ALL)
        .expectNoAttention();
  }
}
