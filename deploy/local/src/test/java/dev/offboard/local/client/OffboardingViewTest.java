package dev.offboard.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OffboardingViewTest {
  private static final String WHOLE =
      """
      {"id": "01890a5d-ac96-774b-bcce-b302099a8057", "tenantId": "acme", "userId": "u1", "epoch": 1,
       "reason": "contract-end", "policy": {"name": "contract-end", "version": 1}, "state": "REVOKING",
       "needsAttention": true,
       "attention": {"reason": "identity failed 5 times", "owner": "operators", "since": "2026-11-23T09:00:01Z"},
       "requestedAt": "2026-11-23T09:00:00Z", "effectiveAt": "2026-11-23T09:00:00Z",
       "steps": [
         {"participant": "session", "phase": "revoke", "state": "COMPLETED", "attempt": 1,
          "announcedAt": "2026-11-23T09:00:00Z", "completedAt": "2026-11-23T09:00:00.031Z",
          "evidence": {"sessions": 2}},
         {"participant": "identity", "phase": "revoke", "state": "FAILED", "attempt": 3,
          "announcedAt": "2026-11-23T09:00:00Z", "evidence": {},
          "error": {"kind": "FAILED", "code": "disk-full", "detail": "no space left"}}],
       "history": [{"state": "REVOKING", "at": "2026-11-23T09:00:00Z", "by": "operator", "why": "requested"}],
       "addedByANewerVersion": 1}
      """;

  @Test
  void an_offboarding_is_read_as_the_orchestrator_shows_it() {
    OffboardingView view = OffboardingView.of(Json.tree(WHOLE));

    assertThat(view.user()).isEqualTo(UserRef.of("acme", "u1"));
    assertThat(view.state()).isEqualTo(OffboardingState.REVOKING);
    assertThat(view.needsAttention()).hasValue("identity failed 5 times, operators");
    assertThat(view.completedAt()).isEmpty();
    assertThat(view.steps().get(0).evidence()).isEqualTo(Evidence.of("sessions", 2));
    assertThat(view.steps().get(0).completedAt())
        .hasValue(Instant.parse("2026-11-23T09:00:00.031Z"));
    assertThat(view.steps().get(1).error()).hasValue("disk-full, no space left");
    assertThat(view.history().getFirst().by()).isEqualTo("operator");
  }

  @Test
  void what_a_list_leaves_out_and_a_newer_state_are_no_trouble() {
    OffboardingView view =
        OffboardingView.of(
            Json.tree(
                """
                {"id": "01890a5d-ac96-774b-bcce-b302099a8057", "tenantId": "acme", "userId": "u1",
                 "reason": "x", "state": "PONDERING", "needsAttention": false, "requestedAt": "2026-11-23T09:00:00Z"}
                """));

    assertThat(view.state()).isEqualTo(OffboardingState.UNKNOWN);
    assertThat(view.needsAttention()).isEmpty();
    assertThat(view.steps()).isEmpty();
  }
}
