package dev.offboard.orchestrator.offboarding;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.dispatch.Outage;
import dev.offboard.orchestrator.bulk.BlastRadius;
import dev.offboard.orchestrator.bulk.BlastRadius.Count;
import dev.offboard.orchestrator.gathering.Gathering;
import dev.offboard.orchestrator.offboarding.Offboardings.Beginning;
import dev.offboard.orchestrator.saga.Approvals;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Definitions;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.Saga;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

  private final Offboardings offboardings;
  private final KeyRows keys;
  private final BlastRadius blastRadius;
  private final Waiting waiting;
  private final TransactionOperations transactions;
  private final Gathering<Candidate, Outcome> gathering;

  Beginnings(
      Offboardings offboardings,
      KeyRows keys,
      BlastRadius blastRadius,
      Waiting waiting,
      TransactionOperations transactions,
      MeterRegistry metrics) {
    this.offboardings = offboardings;
    this.keys = keys;
    this.blastRadius = blastRadius;
    this.waiting = waiting;
    this.transactions = transactions;
    this.gathering = new Gathering<>("beginnings", MOST_TOGETHER, this::beginAll, Outage::isBehind);
    metrics.gauge("offboarding.requests.waiting", gathering, Gathering::waiting);
  }

  /// What became of a candidate.
  sealed interface Outcome {
    /// The first decision, committed.
    record Began(Decision decision) implements Outcome {}

    /// The user has a live offboarding, the epoch is outdated, or the idempotency key is taken.
    /// Nothing is kept.
    record NotFree() implements Outcome {}

    /// Its source has asked for as many as it may, and it doesn't say what has to be approved
    /// ([Candidate#ifTooMany]). Nothing is kept.
    record TooMany() implements Outcome {}
  }

  Outcome begin(Candidate candidate) {
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

  private List<Outcome> beginAll(List<Candidate> candidates) {
    return requireNonNull(
        transactions.execute(
            tx -> {
              Count count =
                  blastRadius.open(candidates.stream().map(Candidate::source).distinct().toList());
              Beginning beginning = offboardings.beginning(candidates.size());
              List<Begun> decided = new ArrayList<>();
              for (int i = 0; i < candidates.size(); i++) {
                decide(candidates.get(i), beginning.ids().get(i), beginning.decisions(), count)
                    .ifPresent(decided::add);
              }
              decided.forEach(one -> beginning.decisions().inTrace(one.id(), one.by().trace()));
              Set<OffboardingId> begun = insert(decided, beginning.decisions());
              List<Begun> kept = decided.stream().filter(one -> begun.contains(one.id())).toList();
              kept.forEach(
                  one -> beginning.decisions().take(one.decision(), one.by().request().note()));
              offboardings.save(beginning.decisions());
              waiting.save(kept);
              return outcomes(candidates, decided, begun);
            }));
  }

  /// A candidate, and the first decision about it.
  record Begun(Candidate by, Decision decision) {
    OffboardingId id() {
      return decision.next().id();
    }
  }

  private static List<Outcome> outcomes(
      List<Candidate> candidates, List<Begun> decided, Set<OffboardingId> begun) {
    Map<Candidate, Begun> byCandidate = new IdentityHashMap<>();
    decided.forEach(one -> byCandidate.put(one.by(), one));
    return candidates.stream()
        .<Outcome>map(
            candidate -> {
              Begun one = byCandidate.get(candidate);
              if (one == null) {
                return new Outcome.TooMany();
              }
              return begun.contains(one.id())
                  ? new Outcome.Began(one.decision())
                  : new Outcome.NotFree();
            })
        .toList();
  }

  /// Empty if it is one too many, and it isn't known what would have to be approved.
  private static Optional<Begun> decide(
      Candidate candidate, OffboardingId id, Decisions decisions, Count count) {
    boolean isTooMany =
        candidate.asked() == null && count.isFull(candidate.source(), candidate.tenantUsers());
    if (isTooMany && candidate.ifTooMany() == null) {
      return Optional.empty();
    }
    count.add(candidate.source());
    Candidate one = isTooMany ? candidate.waiting() : candidate;
    return Optional.of(new Begun(candidate, decide(one, id, decisions.now())));
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
            candidate.requester().initiator(),
            candidate.policy(),
            effectiveAt == null ? now : effectiveAt,
            null,
            candidate.request().roles(),
            Approvals.of(candidate.requester(), candidate.asked())),
        now);
  }

  /// Keys first: whoever's key is taken doesn't begin; whoever can't begin gives its key back.
  private Set<OffboardingId> insert(List<Begun> decided, Decisions decisions) {
    List<KeyRows.Row> wanted = new ArrayList<>();
    decided.forEach(one -> KeyRows.Row.of(one.by().request(), one.id()).ifPresent(wanted::add));
    Set<OffboardingId> keyTaken = keys.insertOrNameTaken(wanted);
    Set<OffboardingId> begun =
        offboardings.insertIfNone(
            decided.stream()
                .filter(one -> !keyTaken.contains(one.id()))
                .map(one -> one.decision().next())
                .toList(),
            decisions.traces());
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
