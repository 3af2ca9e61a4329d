package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;
import static dev.offboard.contracts.OffboardingState.ERASING;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REINSTATING;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.orchestrator.saga.SagaRun.ALL;
import static dev.offboard.orchestrator.saga.SagaRun.holding;
import static dev.offboard.orchestrator.saga.SagaRun.reinstating;
import static dev.offboard.orchestrator.saga.SagaRun.requested;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserReinstated;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void under_reinstate_a_refusal_gives_back_what_was_taken() {
    SagaRun run =
        requested(reinstating(ofDays(7)))
            .completes(IDENTITY)
            .refuses(ENTITLEMENT, "legal-hold")
            .expectHistory(REVOKING, REINSTATING)
            .expectAnnounced(UserReinstated.class, 1, ALL);

    assertThat(((UserReinstated) run.announced()).initiator()).isEqualTo(ORCHESTRATOR);
    assertThat(run.decision().stateChanges().getLast().why())
        .isEqualTo("refused by entitlement: legal-hold");
    run.completes(ALL).expectState(REINSTATED);
  }

  @Test
  void under_hold_a_refusal_gives_nothing_back_and_asks_for_a_person() {
    requested(holding(ofDays(7)))
        .refuses(ENTITLEMENT, "legal-hold")
        .expectHistory(REVOKING)
        .expectNothingAnnounced()
        .expectAttention("entitlement refuses to revoke", "legal-hold", "asked again");
  }

  @Test
  void who_refused_under_hold_is_asked_again_alone_and_heals() {
    requested(holding(ofDays(7)))
        .completes(IDENTITY, SESSION, AUDIT)
        .refuses(ENTITLEMENT, "legal-hold")
        .expectWake(ofSeconds(2))
        .untilWoken()
        .expectAnnounced(UserDeprovisioned.class, 2, ENTITLEMENT)
        .expectAttention("entitlement refuses to revoke")
        .completes(ENTITLEMENT)
        .expectState(REVOKED)
        .expectNoAttention();
  }

  @Test
  void pauses_after_refusals_grow_and_since_stays() {
    SagaRun run = requested(holding(ofDays(7))).refuses(ENTITLEMENT, "legal-hold");
    var since = run.offboarding().attention().since();

    run.completes(IDENTITY, SESSION, AUDIT)
        .untilWoken()
        .refuses(ENTITLEMENT, "legal-hold")
        .expectWake(ofSeconds(4))
        .untilWoken()
        .refuses(ENTITLEMENT, "legal-hold")
        .expectWake(ofSeconds(8));
    assertThat(run.offboarding().attention().since()).isEqualTo(since);
  }

  @Test
  void past_the_pivot_a_refusal_never_reinstates() {
    requested(reinstating(ZERO))
        .completes(ALL)
        .expectState(ERASING)
        .refuses(IDENTITY, "retention")
        .expectState(ERASING)
        .expectAttention("identity refuses to erase")
        .untilWoken()
        .expectAnnounced(UserErased.class, 2, IDENTITY);
  }

  @Test
  void a_refused_reinstatement_is_asked_again_and_needs_attention() {
    requested(reinstating(ofDays(1)))
        .undone()
        .completes(SESSION, AUDIT, ENTITLEMENT)
        .refuses(IDENTITY, "no-seat")
        .expectState(REINSTATING)
        .expectAttention("identity refuses to reinstate")
        .untilWoken()
        .expectAnnounced(UserReinstated.class, 2, IDENTITY);
  }
}
