package dev.offboard.orchestrator.approval;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.bulk.Batch;
import dev.offboard.orchestrator.bulk.Batch.Decision;
import dev.offboard.orchestrator.bulk.BatchId;
import dev.offboard.orchestrator.bulk.Batches;
import dev.offboard.orchestrator.saga.Party;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Approves or denies a batch: the decision is kept at once, [BatchMembers] carries it out. Of two
/// that contradict each other exactly one counts.
@Component
public final class BatchJudging {
  private final Batches batches;
  private final BatchMembers members;
  private final TransactionOperations transactions;
  private final Clock clock;

  BatchJudging(
      Batches batches, BatchMembers members, TransactionOperations transactions, Clock clock) {
    this.batches = batches;
    this.members = members;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @throws ApiProblem 404 if there is none that the caller sees
  public Batch find(Caller caller, BatchId id) {
    return batches
        .find(id)
        .filter(found -> caller.sees(found.source().tenant()))
        .orElseThrow(() -> unknown(id));
  }

  /// The batch as it is afterwards, also when it was approved before.
  ///
  /// @throws ApiProblem 403 for whoever asked for all that, 409 if the list is another one or it is
  ///   denied
  public Batch approve(Batch known, Party approver, String listHash) {
    return decide(
        known.id(),
        batch -> {
          if (batch.source().requester().equals(approver.initiator().id())) {
            throw isRequester(batch);
          }
          if (!batch.listHash().equals(listHash)) {
            throw changed(batch);
          }
          return decision(Batch.Verdict.APPROVED, approver, null);
        });
  }

  /// @throws ApiProblem 409 if it is approved
  public Batch deny(Batch known, Party by, ReasonCode reason) {
    return decide(known.id(), batch -> decision(Batch.Verdict.DENIED, by, reason.value()));
  }

  private Decision decision(Batch.Verdict verdict, Party by, @Nullable String reason) {
    return new Decision(verdict, by.initiator(), by.person(), reason, clock.instant());
  }

  private Batch decide(BatchId id, Function<Batch, Decision> decision) {
    requireNonNull(
        transactions.execute(
            tx -> {
              Batch batch = batches.lock(id).orElseThrow(() -> unknown(id));
              Decision wanted = decision.apply(batch);
              Decision before = batch.decision();
              if (before == null) {
                batches.decide(id, wanted);
              } else if (before.verdict() != wanted.verdict()) {
                throw decided(batch, before);
              }
              return id;
            }));
    members.carryOut(id);
    return batches.find(id).orElseThrow(() -> unknown(id));
  }

  private static ApiProblem unknown(BatchId id) {
    return ApiProblem.notFound(
        "batch-unknown", "There is no batch %s. Nothing was done.".formatted(id));
  }

  private static ApiProblem isRequester(Batch batch) {
    return ApiProblem.forbidden(
        "approver-is-requester",
        "Batch %s was requested by whoever would approve it now. Nothing was done; somebody else has to."
            .formatted(batch.id()));
  }

  private static ApiProblem changed(Batch batch) {
    return ApiProblem.conflict(
            "list-changed",
            "Batch %s has another list than the one that would be approved (%d members now). Nothing was done; look at it again and approve its `listHash`."
                .formatted(batch.id(), batch.members().size()))
        .with("listHash", batch.listHash());
  }

  private static ApiProblem decided(Batch batch, Decision before) {
    return ApiProblem.conflict(
            "batch-decided",
            "Batch %s is %s already. Nothing was done.".formatted(batch.id(), before.verdict()))
        .with("verdict", before.verdict());
  }
}
