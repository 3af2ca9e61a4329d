package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SagaDefinitionTest {
  @Test
  void it_defines_every_phase_once_in_the_order_it_is_read() {
    assertThat(OFFBOARD_USER.phases())
        .extracting(PhaseDefinition::phase)
        .containsExactly(Phase.REVOKE, Phase.REINSTATE, Phase.VERIFY, Phase.ERASE, Phase.SEAL);
  }

  @Test
  void only_the_audit_seals() {
    assertThat(OFFBOARD_USER.phase(Phase.SEAL).participants()).containsExactly(AUDIT);
  }

  @Test
  void a_phase_that_is_not_defined_is_named() {
    SagaDefinition empty = new SagaDefinition("empty", 1, List.of());
    assertThatThrownBy(() -> empty.awaitedIn(OffboardingState.ERASING))
        .hasMessageContaining("saga empty v1 defines no phase erase");
  }

  @Test
  void a_phase_without_participants_is_refused() {
    assertThatThrownBy(
            () ->
                SagaBuilder.saga("lonely", 1)
                    .phase(Phase.REVOKE)
                    .announces(Announcements::userDeprovisioned)
                    .to()
                    .within(Duration.ofMinutes(1)))
        .hasMessageContaining("revoke has no participants");
  }

  @Test
  void a_policy_that_cannot_be_kept_is_refused() {
    assertThatThrownBy(
            () -> new PolicySnapshot("x", 1, Duration.ofDays(-1), Map.of(), Refusal.HOLD, 3))
        .hasMessageContaining("grace period of policy x: PT-24H (expected: >= 0)");
    assertThatThrownBy(() -> new PolicySnapshot("x", 1, Duration.ZERO, Map.of(), Refusal.HOLD, 0))
        .hasMessageContaining("attentionAfter of policy x: 0 (expected: >= 1)");
  }

  @Test
  void a_row_of_the_table_taken_from_the_wrong_state_is_a_programming_error_that_says_so() {
    Offboarding revoking = SagaRun.requested(SagaRun.holding(Duration.ZERO)).offboarding();
    Draft draft = Draft.of(OFFBOARD_USER, revoking, SagaRun.START);
    assertThatThrownBy(() -> draft.move(Transition.ALL_SEALED, SagaRun.PERSON, "test"))
        .hasMessageContaining("ALL_SEALED leaves SEALING")
        .hasMessageContaining("is in REVOKING")
        .hasMessageContaining(revoking.id().toString());
  }
}
