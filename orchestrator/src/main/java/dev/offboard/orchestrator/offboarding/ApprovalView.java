package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.saga.Approvals;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Who has to approve an offboarding, and what exactly.
///
/// @param needed by how many people
/// @param missing how many are still needed
/// @param because why, as stable codes
/// @param until when the waiting ends; absent once it has
/// @param plan what is approved; only where one offboarding is shown
/// @param planHash what an approver sends back: SHA-256 of the plan's canonical JSON (RFC 8785)
public record ApprovalView(
    int needed,
    int missing,
    List<String> because,
    @Nullable Instant until,
    @Nullable Map<String, Object> plan,
    String planHash,
    List<Initiator> requesters,
    List<GivenView> approvals) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// One approval, of this plan.
  public record GivenView(Initiator by, Instant at) {}

  static @Nullable ApprovalView whole(Offboarding offboarding) {
    Asked asked = offboarding.approvals().asked();
    return asked == null ? null : of(offboarding, asked, planOf(asked));
  }

  static @Nullable ApprovalView brief(Offboarding offboarding) {
    Asked asked = offboarding.approvals().asked();
    return asked == null ? null : of(offboarding, asked, null);
  }

  /// The plan as it is shown.
  public static Map<String, Object> planOf(Asked asked) {
    return MAPPER.readValue(asked.plan(), new TypeReference<Map<String, Object>>() {});
  }

  private static ApprovalView of(
      Offboarding offboarding, Asked asked, @Nullable Map<String, Object> plan) {
    Approvals approvals = offboarding.approvals();
    boolean isWaiting = offboarding.state() == OffboardingState.AWAITING_APPROVAL;
    return new ApprovalView(
        asked.approvals(),
        approvals.missing(),
        asked.because(),
        isWaiting ? approvals.until() : null,
        plan,
        asked.planHash(),
        approvals.requesters().stream().map(it -> it.initiator()).toList(),
        approvals.given().stream()
            .map(it -> new GivenView(it.approver().initiator(), it.at()))
            .toList());
  }
}
