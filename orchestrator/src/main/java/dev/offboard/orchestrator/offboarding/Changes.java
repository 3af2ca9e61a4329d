package dev.offboard.orchestrator.offboarding;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent;
import dev.offboard.orchestrator.saga.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// One event that a person brings to one offboarding: locked, decided, saved, answered.
@Component
public final class Changes {
  private final Offboardings offboardings;
  private final TransactionOperations transactions;

  Changes(Offboardings offboardings, TransactionOperations transactions) {
    this.offboardings = offboardings;
    this.transactions = transactions;
  }

  /// The offboarding as it is afterwards.
  ///
  /// @param event what is brought to the locked offboarding, at the database's time
  /// @param note kept with the state change that it leads to, if any
  /// @throws ApiProblem 404 if there is no such offboarding, or what `refusal` makes of a refusal
  public Offboarding ask(
      OffboardingId id,
      BiFunction<Offboarding, Instant, SagaEvent> event,
      @Nullable String note,
      Function<Verdict.Refused, ApiProblem> refusal) {
    return requireNonNull(
        transactions.execute(
            tx -> {
              Decisions decisions = offboardings.lock(List.of(id));
              Offboarding offboarding =
                  decisions.find(id).orElseThrow(() -> OffboardingRequests.unknown(id));
              return switch (decisions.decide(
                  offboarding, event.apply(offboarding, decisions.now()), note)) {
                case Verdict.Accepted accepted -> {
                  offboardings.save(decisions);
                  yield decisions.find(id).orElseThrow();
                }
                case Verdict.Refused refused -> throw refusal.apply(refused);
                case Verdict.Ignored ignored -> throw unexpected(id, ignored);
                case Verdict.FollowUpNeeded followUp -> throw unexpected(id, followUp);
              };
            }));
  }

  private static IllegalStateException unexpected(OffboardingId id, Verdict verdict) {
    return new IllegalStateException(
        "offboarding %s answered a person with %s (expected: accepted or refused); nothing is kept"
            .formatted(id, verdict));
  }
}
