package dev.offboard.orchestrator.offboarding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.offboarding.Revocation.Times;
import dev.offboard.orchestrator.offboarding.Revocation.WithinDeadline;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationTest {
  private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @Test
  void in_time_is_up_to_the_deadline() {
    Instant deadline = START.plus(DEADLINE);
    assertThat(revoked(deadline)).isEqualTo(WithinDeadline.YES);
    assertThat(revoked(deadline.plusMillis(1))).isEqualTo(WithinDeadline.NO);
  }

  @Test
  void what_is_not_revoked_is_late_once_the_deadline_has_passed() {
    assertThat(within(OffboardingState.REVOKING, null, START.plus(DEADLINE)))
        .isEqualTo(WithinDeadline.NOT_YET);
    assertThat(within(OffboardingState.REVOKING, null, START.plus(DEADLINE).plusMillis(1)))
        .isEqualTo(WithinDeadline.NO);
  }

  @Test
  void what_was_given_back_before_it_was_through_is_neither() {
    assertThat(within(OffboardingState.REINSTATED, null, START.plusSeconds(9999)))
        .isEqualTo(WithinDeadline.GIVEN_BACK);
    assertThat(within(OffboardingState.REINSTATED, START.plusSeconds(3), START.plusSeconds(9999)))
        .as("it was through")
        .isEqualTo(WithinDeadline.YES);
  }

  @Test
  void it_is_measured_from_when_access_began_to_be_taken_away() {
    Revocation revocation =
        requireNonNull(
            Revocation.of(
                OffboardingState.REVOKED,
                DEADLINE,
                new Times(START, START.plusMillis(1_234)),
                START.plusSeconds(60)));
    assertThat(revocation.seconds()).isEqualTo(1.234);
    assertThat(revocation.deadlineSeconds()).isEqualTo(120);
    assertThat(Revocation.of(OffboardingState.SCHEDULED, DEADLINE, new Times(null, null), START))
        .isNull();
  }

  private static WithinDeadline revoked(Instant at) {
    return within(OffboardingState.REVOKED, at, START.plusSeconds(9999));
  }

  private static WithinDeadline within(
      OffboardingState state, @Nullable Instant revokedAt, Instant now) {
    return requireNonNull(Revocation.of(state, DEADLINE, new Times(START, revokedAt), now))
        .withinDeadline();
  }
}
