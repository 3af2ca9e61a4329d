package dev.offboard.orchestrator.offboarding;

import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.OffboardingRows.New;
import dev.offboard.orchestrator.offboarding.Offboardings.Beginning;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.Saga;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

  private record Waiting(Candidate candidate, CompletableFuture<Optional<Decision>> result) {}

  private final Offboardings offboardings;
  private final KeyRows keys;
  private final TransactionOperations transactions;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  Beginnings(
      Offboardings offboardings,
      KeyRows keys,
      TransactionOperations transactions,
      MeterRegistry metrics) {
    this.offboardings = offboardings;
    this.keys = keys;
    this.transactions = transactions;
    metrics.gaugeCollectionSize("offboarding.requests.waiting", Tags.empty(), queue);
    this.thread = Thread.ofVirtual().name("beginnings").start(this::work);
  }

  /// The first decision, committed; empty, and nothing is kept, if the user has a live offboarding,
  /// the epoch is outdated, or the idempotency key is taken.
  Optional<Decision> begin(Candidate candidate) {
    Waiting waiting = new Waiting(candidate, new CompletableFuture<>());
    queue.add(waiting);
    try {
      return waiting.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw unclear(candidate);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unclear(candidate);
    }
  }

  /// How many have not been taken up yet.
  int waiting() {
    return queue.size();
  }

  private void work() {
    List<Waiting> together = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        together.add(queue.take());
        queue.drainTo(together, MOST_TOGETHER - 1);
        answer(together);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        together.clear();
      }
    }
  }

  /// A failure that is shared may be one request's fault: alone, each gets its own.
  private void answer(List<Waiting> together) {
    try {
      List<Optional<Decision>> begun = beginAll(together.stream().map(Waiting::candidate).toList());
      for (int i = 0; i < begun.size(); i++) {
        together.get(i).result().complete(begun.get(i));
      }
    } catch (RuntimeException e) {
      if (together.size() == 1 || Outage.isBehind(e)) {
        fail(together, e);
      } else {
        together.forEach(waiting -> answer(List.of(waiting)));
      }
    } catch (Error e) {
      fail(together, e);
    }
  }

  private static void fail(List<Waiting> together, Throwable cause) {
    together.forEach(waiting -> waiting.result().completeExceptionally(cause));
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
              decided.stream()
                  .filter(decision -> begun.contains(decision.next().id()))
                  .forEach(beginning.decisions()::take);
              offboardings.save(beginning.decisions());
              return decided.stream()
                  .map(decision -> Optional.of(decision).filter(d -> begun.contains(d.next().id())))
                  .toList();
            }));
  }

  private static Decision decide(Candidate candidate, OffboardingId id, Instant now) {
    Instant effectiveAt = candidate.request().effectiveAt();
    return Saga.begin(
        OFFBOARD_USER,
        new Requested(
            id,
            candidate.request().user(),
            candidate.epoch(),
            candidate.request().reason(),
            candidate.initiator(),
            candidate.policy(),
            effectiveAt == null ? now : effectiveAt),
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
    List<New> rows = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (!keyTaken.contains(decided.get(i).next().id())) {
        rows.add(new New(decided.get(i).next(), candidates.get(i).request().note()));
      }
    }
    Set<OffboardingId> begun = offboardings.insertIfNone(rows);
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
    thread.interrupt();
  }
}
