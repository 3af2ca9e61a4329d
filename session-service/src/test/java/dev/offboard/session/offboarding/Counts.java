package dev.offboard.session.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;

/// What a report says in numbers.
final class Counts {
  private Counts() {}

  static Evidence evidenceOf(StepReport report) {
    assertThat(report).isInstanceOf(StepCompleted.class);
    return ((StepCompleted) report).evidence();
  }

  static Evidence counts(long sessions, long accessTokens, long refreshTokens) {
    return Evidence.of("sessions", sessions)
        .and("accessTokens", accessTokens)
        .and("refreshTokens", refreshTokens);
  }
}
