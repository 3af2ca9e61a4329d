package dev.offboard.orchestrator.approval;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.bulk.Batch;
import dev.offboard.orchestrator.bulk.Batch.Decision;
import dev.offboard.orchestrator.bulk.Batch.Member;
import dev.offboard.orchestrator.bulk.Batch.Outcome;
import dev.offboard.orchestrator.bulk.BatchId;
import dev.offboard.orchestrator.bulk.Batches;
import dev.offboard.orchestrator.completion.Due;
import dev.offboard.orchestrator.offboarding.Decisions;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.SagaEvent;
import dev.offboard.orchestrator.saga.SagaEvent.Approved;
import dev.offboard.orchestrator.saga.SagaEvent.Denied;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import dev.offboard.orchestrator.saga.StartConditions.Hold;
import dev.offboard.orchestrator.saga.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Carries out what was decided about a batch, some members at a time: whoever is still what the
/// approver saw goes on, whoever is not waits to be approved alone. Of whom it isn't known what
/// they hold, is looked at again later and holds up nobody else. After a crash the next poll of any
/// orchestrator goes on where it stopped.
@Component
final class BatchMembers implements Due {
  private static final Logger log = LoggerFactory.getLogger(BatchMembers.class);

  /// Few enough to hold no lock for long.
  private static final int AT_A_TIME = 100;

  /// A restart of whoever could not be asked takes about that long.
  private static final Duration PUT_OFF = Duration.ofSeconds(5);

  /// Batches with members who could not be looked up, and until when they are left alone here.
  private final Map<BatchId, Instant> putOff = new ConcurrentHashMap<>();

  private final Batches batches;
  private final Offboardings offboardings;
  private final MemberLooks looks;
  private final TransactionOperations transactions;
  private final Clock clock;

  BatchMembers(
      Batches batches,
      Offboardings offboardings,
      MemberLooks looks,
      TransactionOperations transactions,
      Clock clock) {
    this.batches = batches;
    this.offboardings = offboardings;
    this.looks = looks;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public int fireDue() {
    Instant now = clock.instant();
    putOff.values().removeIf(until -> !until.isAfter(now));
    int done = 0;
    for (BatchId id : batches.undone(putOff.keySet())) {
      done += goOn(id, Integer.MAX_VALUE);
    }
    return done;
  }

  /// The first of them now, as far as it can be known what they hold, so that whoever decides sees
  /// what comes of it; the rest with the next poll.
  void carryOut(BatchId id) {
    try {
      goOn(id, AT_A_TIME);
    } catch (ApiProblem problem) {
      log.warn(
          "batch {} is decided, and its members can't be looked up: {} They wait and are tried"
              + " again",
          id,
          problem.getBody().getDetail());
    }
  }

  private int goOn(BatchId id, int most) {
    Batch batch = batches.find(id).orElseThrow();
    Decision decision = batch.decision();
    if (decision == null) {
      return 0;
    }
    List<Member> undone =
        batch.members().stream().filter(member -> member.outcome() == null).limit(most).toList();
    int done = 0;
    for (int from = 0; from < undone.size(); from += AT_A_TIME) {
      done += some(id, decision, undone.subList(from, Math.min(from + AT_A_TIME, undone.size())));
    }
    if (done < undone.size()) {
      log.warn(
          "batch {} is decided, and of {} of its members it is not known what they hold; they are"
              + " looked at again in {} s, the others go on",
          id,
          undone.size() - done,
          PUT_OFF.toSeconds());
      putOff.put(id, clock.instant().plus(PUT_OFF));
    }
    return done;
  }

  /// How many something is known about.
  private int some(BatchId id, Decision decision, List<Member> members) {
    Map<OffboardingId, MemberLooks.Look> seen =
        switch (decision.verdict()) {
          case APPROVED -> looks.at(members.stream().map(Member::offboardingId).toList());
          case DENIED -> Map.of();
        };
    Map<OffboardingId, Member> byId = new HashMap<>();
    members.stream()
        .filter(member -> !(seen.get(member.offboardingId()) instanceof MemberLooks.Unknown))
        .forEach(member -> byId.put(member.offboardingId(), member));
    transactions.executeWithoutResult(
        tx -> {
          List<OffboardingId> claimed = batches.claim(id, List.copyOf(byId.keySet()));
          Decisions decisions = offboardings.lock(claimed);
          Map<OffboardingId, Outcome> outcomes = new HashMap<>();
          for (OffboardingId one : claimed) {
            Case member =
                new Case(
                    requireNonNull(byId.get(one)).planHash(), Optional.ofNullable(seen.get(one)));
            outcomes.put(
                one,
                decisions
                    .find(one)
                    .map(found -> decide(decisions, found, decision, member))
                    .orElse(Outcome.GONE));
          }
          offboardings.save(decisions);
          batches.save(id, outcomes);
        });
    return byId.size();
  }

  /// A member as the approver saw it, and as it is.
  private record Case(String planHash, Optional<MemberLooks.Look> look) {}

  private static Outcome decide(
      Decisions decisions, Offboarding offboarding, Decision decision, Case member) {
    if (offboarding.state() != OffboardingState.AWAITING_APPROVAL) {
      return Outcome.GONE;
    }
    Party by = new Party(decision.by(), decision.person());
    return switch (decision.verdict()) {
      case DENIED ->
          outcome(
              decisions.decide(offboarding, new Denied(by, new ReasonCode(reason(decision)))),
              Outcome.DENIED);
      case APPROVED -> approve(decisions, offboarding, by, member);
    };
  }

  private static String reason(Decision decision) {
    String reason = decision.reason();
    return reason == null ? "batch-denied" : reason;
  }

  private static Outcome approve(
      Decisions decisions, Offboarding offboarding, Party by, Case member) {
    if (!(member.look().orElse(null) instanceof MemberLooks.Seen seen)) {
      return Outcome.PARKED;
    }
    if (!(seen.conditions() instanceof Hold)) {
      SagaEvent looked = new StartChecked(seen.conditions());
      decisions.decide(offboarding, looked);
      return Outcome.PARKED;
    }
    Outcome outcome =
        outcome(
            decisions.decide(offboarding, new Approved(by, member.planHash())), Outcome.APPROVED);
    boolean needsMore =
        decisions
            .find(offboarding.id())
            .filter(after -> after.state() == OffboardingState.AWAITING_APPROVAL)
            .isPresent();
    return needsMore ? Outcome.PARKED : outcome;
  }

  private static Outcome outcome(Verdict verdict, Outcome ifAccepted) {
    return verdict instanceof Verdict.Accepted ? ifAccepted : Outcome.PARKED;
  }
}
