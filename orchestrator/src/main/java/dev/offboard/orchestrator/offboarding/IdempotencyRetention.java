package dev.offboard.orchestrator.offboarding;

import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.orchestrator.bulk.BlastRadius;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets idempotency keys that nobody repeats any more, and answers that nobody asks for.
@Component
final class IdempotencyRetention {
  /// Callers retry within minutes; a week covers one that was switched off over a holiday.
  private static final int DAYS = 7;

  private static final long EVERY_MILLIS = 3_600_000;

  private final IdempotencyKeys keys;

  private final RequestAnswers answers;

  private final BlastRadius blastRadius;

  IdempotencyRetention(IdempotencyKeys keys, RequestAnswers answers, BlastRadius blastRadius) {
    this.keys = keys;
    this.answers = answers;
    this.blastRadius = blastRadius;
  }

  @Scheduled(initialDelay = EVERY_MILLIS, fixedDelay = EVERY_MILLIS)
  void forget() {
    Tenancy.acrossAll(
        () -> {
          keys.forgetOlderThan(DAYS);
          answers.forgetOlderThan(DAYS);
          blastRadius.forgetOlderThan(DAYS);
        });
  }
}
