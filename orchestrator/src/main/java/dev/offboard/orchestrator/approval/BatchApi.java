package dev.offboard.orchestrator.approval;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.bulk.Batch;
import dev.offboard.orchestrator.bulk.BatchId;
import dev.offboard.orchestrator.bulk.Batches;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/approval-batches")
final class BatchApi {
  private final BatchJudging judging;
  private final Batches batches;

  BatchApi(BatchJudging judging, Batches batches) {
    this.judging = judging;
    this.batches = batches;
  }

  record BatchApprovalBody(@Nullable String listHash) {}

  record BatchDenialBody(@Nullable ReasonCode reason) {}

  record BatchesView(List<BatchView> batches) {}

  /// @param outcome absent until the decision is carried out on it
  record MemberView(
      OffboardingId offboardingId, String planHash, Batch.@Nullable Outcome outcome) {}

  /// @param frozenAt from then on it takes no more members; another batch does
  /// @param listHash what an approver sends back
  /// @param members only where one batch is shown
  record BatchView(
      UUID id,
      TenantId tenantId,
      String requester,
      Instant createdAt,
      Instant frozenAt,
      int size,
      String listHash,
      Batch.@Nullable Verdict verdict,
      @Nullable Initiator decidedBy,
      @Nullable Instant decidedAt,
      @Nullable List<MemberView> members) {
    static BatchView brief(Batch batch) {
      return of(batch, null);
    }

    static BatchView whole(Batch batch) {
      return of(
          batch,
          batch.members().stream()
              .map(
                  member ->
                      new MemberView(member.offboardingId(), member.planHash(), member.outcome()))
              .toList());
    }

    private static BatchView of(Batch batch, @Nullable List<MemberView> members) {
      Batch.Decision decision = batch.decision();
      return new BatchView(
          batch.id().value(),
          batch.source().tenant(),
          batch.source().requester(),
          batch.createdAt(),
          batch.collectsUntil(),
          batch.members().size(),
          batch.listHash(),
          decision == null ? null : decision.verdict(),
          decision == null ? null : decision.by(),
          decision == null ? null : decision.at(),
          members);
    }
  }

  @GetMapping
  BatchesView listBatches(
      Caller caller, @RequestParam(required = false) @Nullable TenantId tenantId) {
    return new BatchesView(
        batches.waiting(caller.limit(tenantId)).stream().map(BatchView::brief).toList());
  }

  @GetMapping("/{id}")
  BatchView getBatch(Caller caller, @PathVariable UUID id) {
    return BatchView.whole(judging.find(caller, new BatchId(id)));
  }

  /// Approves exactly the list that has this hash.
  @PostMapping("/{id}/approval")
  BatchView approveBatch(
      Caller caller, @PathVariable UUID id, @RequestBody BatchApprovalBody body) {
    String listHash = ApprovalApi.required("listHash", body.listHash());
    Batch known = judging.find(caller, new BatchId(id));
    return BatchView.whole(judging.approve(known, ApprovalApi.party(caller), listHash));
  }

  /// Says no to all of it.
  @PostMapping("/{id}/denial")
  BatchView denyBatch(Caller caller, @PathVariable UUID id, @RequestBody BatchDenialBody body) {
    ReasonCode reason = ApprovalApi.required("reason", body.reason());
    Batch known = judging.find(caller, new BatchId(id));
    return BatchView.whole(judging.deny(known, ApprovalApi.party(caller), reason));
  }
}
