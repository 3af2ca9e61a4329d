package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.orchestrator.completion.Due;
import dev.offboard.orchestrator.offboarding.OffboardingRequest;
import dev.offboard.orchestrator.offboarding.OffboardingRequests;
import dev.offboard.orchestrator.offboarding.OffboardingRequests.Answer;
import dev.offboard.orchestrator.roster.Row.Outcome;
import dev.offboard.orchestrator.saga.Party;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Begins the offboardings of rosters that were started, some at a time, at the pace at which other
/// requests go on. Every row has an idempotency key of its own: one that is done twice, after a
/// crash or by two instances, has one offboarding.
@Component
final class RosterWork implements Due, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RosterWork.class);

  /// Few enough that a pause or a stop holds within a second.
  private static final int AT_A_TIME = 50;

  /// Enough to hide the network, few enough for the services that are asked.
  private static final int AT_THE_SAME_TIME = 8;

  /// Longer than any of them takes; whoever died at it is replaced after that.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Rosters rosters;
  private final RosterTurns turns;
  private final OffboardingRequests requests;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_THE_SAME_TIME, Thread.ofPlatform().name("rosters-", 0).daemon().factory());

  RosterWork(Rosters rosters, RosterTurns turns, OffboardingRequests requests) {
    this.rosters = rosters;
    this.turns = turns;
    this.requests = requests;
  }

  /// One portion of each roster, so that none waits for the end of another.
  @Override
  public int fireDue() {
    return turns.running().stream().mapToInt(this::some).sum();
  }

  private int some(RosterId id) {
    Roster roster = rosters.find(id).orElseThrow();
    List<Row> claimed = turns.claim(id, AT_A_TIME, PATIENCE);
    List<Row> done =
        claimed.stream()
            .map(row -> CompletableFuture.supplyAsync(() -> turn(roster, row), threads))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .flatMap(Optional::stream)
            .toList();
    turns.save(id, done);
    if (done.size() < claimed.size()) {
      log.warn(
          "{} of {} rows of list {} could not be begun now; they are tried again in {} s, the"
              + " others go on",
          claimed.size() - done.size(),
          claimed.size(),
          id,
          PATIENCE.toSeconds());
    }
    return done.size();
  }

  /// Empty for one that has to be tried again.
  private Optional<Row> turn(Roster roster, Row row) {
    UserRef user = Objects.requireNonNull(row.user());
    try {
      return Optional.of(
          Tenancy.askFor(user.tenantId(), () -> begin(roster.id(), roster.createdBy(), row)));
    } catch (ApiProblem problem) {
      return problem.getStatusCode().is5xxServerError()
          ? Optional.empty()
          : Optional.of(done(row, Outcome.REFUSED, code(problem), null));
    } catch (RuntimeException e) {
      log.error(
          "line {} of list {} for {} fails; it is tried again in {} s, the others go on",
          row.line(),
          roster.id(),
          user,
          PATIENCE.toSeconds(),
          e);
      return Optional.empty();
    }
  }

  private Row begin(RosterId id, Party by, Row row) {
    OffboardingRequest request =
        new OffboardingRequest(
            Objects.requireNonNull(row.user()),
            row.reason(),
            List.of(),
            row.effectiveAt(),
            null,
            "list-%s-%d".formatted(id, row.line()));
    return switch (requests.requestOneOfMany(request, by)) {
      case Answer.Began began -> done(row, Outcome.BEGAN, null, began.decision().next().id());
      case Answer.Repeated repeated -> done(row, Outcome.BEGAN, null, repeated.id());
      case Answer.Existing existing -> done(row, Outcome.EXISTING, null, existing.id());
    };
  }

  private static Row done(
      Row row, Outcome outcome, @Nullable String code, @Nullable OffboardingId offboarding) {
    return new Row(
        row.line(),
        row.tenantId(),
        row.userId(),
        row.finding(),
        row.reason(),
        row.effectiveAt(),
        outcome,
        code,
        offboarding);
  }

  private static String code(ApiProblem problem) {
    var properties = problem.getBody().getProperties();
    return properties == null ? "refused" : String.valueOf(properties.get("code"));
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
