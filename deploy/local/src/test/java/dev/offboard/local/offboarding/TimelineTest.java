package dev.offboard.local.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.OffboardingView.ChangeView;
import dev.offboard.local.client.OffboardingView.StepView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant T0 = Instant.parse("2026-11-23T09:00:00Z");

  @Test
  void changes_and_confirmations_stand_in_the_order_they_happened() {
    OffboardingView view =
        view(
            List.of(
                done("session", 31, Evidence.of("sessions", 2).and("tokens", 4)),
                done("audit", 12, Evidence.NONE)),
            List.of(
                new ChangeView(OffboardingState.REVOKING, T0, "operator", "requested"),
                new ChangeView(
                    OffboardingState.REVOKED, T0.plusMillis(31), "orchestrator", "all completed")));

    assertThat(Timeline.of(view).lines())
        .containsExactly(
            "      +0 ms  REVOKING: requested, by operator",
            "     +12 ms  audit confirmed revoke",
            "     +31 ms  session confirmed revoke: sessions 2, tokens 4",
            "     +31 ms  REVOKED: all completed");
    assertThat(Timeline.open(view)).isEmpty();
  }

  @Test
  void what_is_still_missing_is_said_with_its_last_error() {
    StepView failing =
        new StepView(
            "identity",
            "revoke",
            "FAILED",
            3,
            Optional.empty(),
            Evidence.NONE,
            Optional.of("disk full"));

    assertThat(Timeline.open(view(List.of(failing), List.of())))
        .containsExactly("revoke: identity is FAILED, attempt 3 (disk full)");
  }

  private static StepView done(String participant, long millis, Evidence evidence) {
    return new StepView(
        participant,
        "revoke",
        "COMPLETED",
        1,
        Optional.of(T0.plusMillis(millis)),
        evidence,
        Optional.empty());
  }

  private static OffboardingView view(List<StepView> steps, List<ChangeView> history) {
    return new OffboardingView(
        new OffboardingId(new UUID(0, 1)),
        UserRef.of("acme", "u1"),
        "contract-end",
        OffboardingState.REVOKED,
        Optional.empty(),
        T0,
        Optional.empty(),
        Optional.empty(),
        steps,
        history);
  }
}
