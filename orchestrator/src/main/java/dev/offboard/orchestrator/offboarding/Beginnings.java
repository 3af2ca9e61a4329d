package dev.offboard.orchestrator.offboarding;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.dispatch.Outage;
import dev.offboard.orchestrator.gathering.Gathering;
import dev.offboard.orchestrator.offboarding.Offboardings.Beginning;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Definitions;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.Saga;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Begins what concurrent requests ask for in common transactions: those that arrive while one
/// commits share the next, so a backlog costs few commits and a single request waits for nobody.
/// Each caller returns after the commit that holds its request, or with its own failure.
@Component
final class Beginnings implements DisposableBean {
  /// Beyond that a commit is no longer what costs most.
  private static final int MOST_TOGETHER = 200;

  /// Far above any queue that this machine can work off while callers still wait.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// A request whose user is known to be there.
  record Candidate(
      OffboardingRequest request, Initiator initiator, PolicySnapshot policy, Epoch epoch) {}

  private final Offboardings offboardings;
  private final KeyRows keys;
  private final TransactionOperations transactions;
  private final Gathering<Candidate, Optional<Decision>> gathering;

  Beginnings(
      Offboardings offboardings,
      KeyRows keys,
      TransactionOperations transactions,
      MeterRegistry metrics) {
    this.offboardings = offboardings;
    this.keys = keys;
    this.transactions = transactions;
    this.gathering = new Gathering<>("beginnings", MOST_TOGETHER, this::beginAll, Outage::isBehind);
    metrics.gauge("offboarding.requests.waiting", gathering, Gathering::waiting);
  }

  /// The first decision, committed; empty, and nothing is kept, if the user has a live offboarding,
  /// the epoch is outdated, or the idempotency key is taken.
  Optional<Decision> begin(Candidate candidate) {
    try {
      return gathering.ask(candidate, PATIENCE);
    } catch (TimeoutException e) {
      throw unclear(candidate);
    }
  }

  /// How many have not been taken up yet.
  int waiting() {
    return gathering.waiting();
  }

  private List<Optional<Decision>> beginAll(List<Candidate> candidates) {
    return requireNonNull(
        transactions.execute(
            tx -> {
              Beginning beginning = offboardings.beginning(candidates.size());
              List<Decision> decided = new ArrayList<>();
              for (int i = 0; i < candidates.size(); i++) {
                decided.add(
                    decide(candidates.get(i), beginning.ids().get(i), beginning.decisions().now()));
              }
              Set<OffboardingId> begun = insert(candidates, decided);
              for (int i = 0; i < candidates.size(); i++) {
                if (begun.contains(decided.get(i).next().id())) {
                  beginning.decisions().take(decided.get(i), candidates.get(i).request().note());
                }
              }
              offboardings.save(beginning.decisions());
              return decided.stream()
                  .map(decision -> Optional.of(decision).filter(d -> begun.contains(d.next().id())))
                  .toList();
            }));
  }

  private static Decision decide(Candidate candidate, OffboardingId id, Instant now) {
    Instant effectiveAt = candidate.request().effectiveAt();
    return Saga.begin(
        Definitions.of(candidate.request().roles()),
        new Requested(
            id,
            candidate.request().user(),
            candidate.epoch(),
            candidate.request().reason(),
            candidate.initiator(),
            candidate.policy(),
            effectiveAt == null ? now : effectiveAt,
            null,
            candidate.request().roles()),
        now);
  }

  /// Keys first: whoever's key is taken doesn't begin; whoever can't begin gives its key back.
  private Set<OffboardingId> insert(List<Candidate> candidates, List<Decision> decided) {
    List<KeyRows.Row> wanted = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      OffboardingRequest request = candidates.get(i).request();
      OffboardingId id = decided.get(i).next().id();
      KeyRows.Row.of(request, id).ifPresent(wanted::add);
    }
    Set<OffboardingId> keyTaken = keys.insertOrNameTaken(wanted);
    Set<OffboardingId> begun =
        offboardings.insertIfNone(
            decided.stream()
                .map(Decision::next)
                .filter(offboarding -> !keyTaken.contains(offboarding.id()))
                .toList());
    keys.giveBack(wanted.stream().filter(row -> !begun.contains(row.id())).toList());
    return begun;
  }

  private static ApiProblem unclear(Candidate candidate) {
    return ApiProblem.unavailable(
        "slow",
        "It is not known yet whether the offboarding of %s has begun; it may still. Asking again"
                .formatted(candidate.request().user())
            + " returns it if it has.",
        RETRY_AFTER);
  }

  @Override
  public void destroy() {
    gathering.close();
  }
}
