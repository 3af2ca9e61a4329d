package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.States;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.portal.task.TaskLine;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Offboarding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One offboarding as its page shows it, as of one moment.
///
/// @param name what the directory calls the user now; the id once it knows no name
/// @param requester as the reader may know them
/// @param byHand what people have to do before it goes on
/// @param tasksTrouble why nobody says what people have to do; null if somebody does
/// @param version to be told when there is a newer one
record Shown(
    Offboarding offboarding,
    String name,
    String requester,
    List<TaskLine> byHand,
    @Nullable String tasksTrouble,
    List<PhaseLine> phases,
    List<HistoryLine> history,
    String version,
    Instant now) {
  public String id() {
    return offboarding.id().toString();
  }

  public String userPath() {
    return "/users/%s/%s".formatted(offboarding.user().tenantId(), offboarding.user().userId());
  }

  public String userKey() {
    return offboarding.user().key();
  }

  public String state() {
    return States.label(offboarding.state());
  }

  public String look() {
    return States.look(offboarding.state());
  }

  public String headline() {
    return Headline.of(offboarding);
  }

  public String reason() {
    return Reasons.label(offboarding.reason().value());
  }

  public String policy() {
    return "policy %s, version %d"
        .formatted(offboarding.policy().name(), offboarding.policy().version());
  }

  public String requested() {
    return "%s by %s".formatted(When.at(offboarding.milestones().requestedAt()), requester);
  }

  public @Nullable Attention attention() {
    return offboarding.attention();
  }

  public String attentionSince() {
    Attention attention = offboarding.attention();
    return attention == null ? "" : When.ago(attention.since(), now);
  }

  public List<String> roles() {
    return offboarding.roles().stream().map(role -> role.key()).toList();
  }

  /// What an approver is asked; null unless somebody has to approve now.
  public @Nullable Asked asked() {
    return offboarding.state() == OffboardingState.AWAITING_APPROVAL
        ? offboarding.approvals().asked()
        : null;
  }

  /// The same in words.
  public @Nullable PlanInWords plan() {
    Asked asked = asked();
    return asked == null ? null : PlanInWords.of(asked);
  }

  public int approvalsMissing() {
    return offboarding.approvals().missing();
  }

  public String approveUntil() {
    Instant until = offboarding.approvals().until();
    return until == null ? "" : When.at(until);
  }

  public boolean canBeUndone() {
    return Headline.canBeUndone(offboarding);
  }

  public boolean canBeAskedAgain() {
    return offboarding.canBeAskedAgain();
  }

  public boolean isBeforeStart() {
    return Headline.isBeforeStart(offboarding);
  }

  /// When an undo becomes impossible; null while that isn't known.
  public @Nullable Instant undoUntil() {
    return offboarding.state() == OffboardingState.REVOKED ? offboarding.graceEndsAt() : null;
  }

  public String undoUntilWords() {
    Instant until = undoUntil();
    return until == null
        ? ""
        : "%s (%s left)"
            .formatted(When.at(until), When.lasting(java.time.Duration.between(now, until)));
  }

  public boolean isCompleted() {
    return offboarding.state() == OffboardingState.COMPLETED;
  }

  public boolean isOver() {
    return offboarding.state().isTerminal();
  }

  public @Nullable String follows() {
    return offboarding.follows() == null ? null : offboarding.follows().toString();
  }

  public String asOf() {
    return When.exactly(now);
  }
}
