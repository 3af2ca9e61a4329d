package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.orchestrator.notification.Notice;
import dev.offboard.orchestrator.notification.Occasion;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Offboarding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people should hear of, of what was decided.
final class Notices {
  private static final String ONCE = "";

  /// From where revoking begins for the first time, beside from nowhere.
  private static final Set<OffboardingState> BEFORE =
      EnumSet.of(OffboardingState.AWAITING_APPROVAL, OffboardingState.SCHEDULED);

  /// In which somebody may still get in.
  private static final Set<OffboardingState> AWAITED =
      EnumSet.of(OffboardingState.REVOKING, OffboardingState.VERIFYING);

  private Notices() {}

  static List<Notice> of(Decisions decisions) {
    List<Notice> notices = new ArrayList<>();
    for (StateChange change : decisions.stateChanges()) {
      occasion(change)
          .ifPresent(
              occasion ->
                  decisions
                      .find(change.offboardingId())
                      .ifPresent(it -> notices.add(notice(it, occasion, ONCE, null))));
    }
    decisions
        .attentionChanged()
        .forEach(
            offboarding -> {
              Attention mark = offboarding.attention();
              if (mark != null) {
                notices.add(
                    notice(
                        offboarding,
                        Occasion.ATTENTION_NEEDED,
                        mark.since().toString(),
                        mark.owner()));
              }
            });
    decisions.ids().stream()
        .flatMap(id -> decisions.find(id).stream())
        .filter(offboarding -> isLate(offboarding, decisions.now()))
        .forEach(late -> notices.add(notice(late, Occasion.LATE, late.state().name(), null)));
    return notices;
  }

  private static Optional<Occasion> occasion(StateChange change) {
    return switch (change.to()) {
      case AWAITING_APPROVAL -> Optional.of(Occasion.APPROVAL_NEEDED);
      case REVOKING ->
          change.from() == null || BEFORE.contains(change.from())
              ? Optional.of(Occasion.STARTED)
              : Optional.empty();
      case REINSTATED -> Optional.of(Occasion.UNDONE);
      case COMPLETED -> Optional.of(Occasion.COMPLETED);
      case SCHEDULED, VERIFYING, REVOKED, ERASING, SEALING, REINSTATING, CANCELLED, UNKNOWN ->
          Optional.empty();
    };
  }

  private static boolean isLate(Offboarding offboarding, Instant now) {
    Instant respondBy = offboarding.milestones().respondBy();
    return AWAITED.contains(offboarding.state()) && respondBy != null && respondBy.isBefore(now);
  }

  private static Notice notice(
      Offboarding it, Occasion occasion, String key, @Nullable String owner) {
    return new Notice(it.id(), it.user(), it.reason(), it.initiator().id(), occasion, key, owner);
  }
}
