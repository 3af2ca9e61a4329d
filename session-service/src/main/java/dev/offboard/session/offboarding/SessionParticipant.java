package dev.offboard.session.offboarding;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.messaging.participant.BatchParticipant;
import dev.offboard.messaging.participant.Report;
import dev.offboard.session.login.EndReason;
import java.util.List;
import org.springframework.stereotype.Component;

/// Ends every session and token of a user who leaves, at and below the epoch. Nothing ever revives:
/// a reinstated user signs in anew, under the next epoch.
@Component
final class SessionParticipant implements BatchParticipant {
  private final Holdings holdings;
  private final Withdrawals withdrawals;

  SessionParticipant(Holdings holdings, Withdrawals withdrawals) {
    this.holdings = holdings;
    this.withdrawals = withdrawals;
  }

  @Override
  public ParticipantName name() {
    return ParticipantName.SESSION;
  }

  @Override
  public List<Report> deprovisioned(List<UserDeprovisioned> events) {
    return holdings.end(holders(events), EndReason.DEPROVISIONED).stream()
        .map(ended -> Report.completed(ended.evidence()).having(ended.held()))
        .toList();
  }

  /// Normally finds nothing to end. But where the deprovisioning never came, or is still to come
  /// and will be stale, this is the last chance to end what is of an older epoch.
  @Override
  public List<Report> reinstated(List<UserReinstated> events) {
    List<Holder> before =
        events.stream()
            .filter(event -> event.epoch().compareTo(Epoch.FIRST) > 0)
            .map(event -> new Holder(event.user(), new Epoch(event.epoch().value() - 1)))
            .toList();
    holdings.end(before, EndReason.OLDER_EPOCH);
    withdrawals.forgetAllOf(holders(events));
    return events.stream().map(event -> Report.completed(Evidence.NONE)).toList();
  }

  @Override
  public List<Report> erased(List<UserErased> events) {
    withdrawals.forgetAllOf(holders(events));
    return completed(holdings.forget(holders(events)));
  }

  /// Sessions that were, or may have been, used under the roles end; the user may sign in anew.
  @Override
  public List<Report> withdrawn(List<RolesWithdrawn> events) {
    return completed(withdrawals.end(events));
  }

  /// Nothing revives.
  @Override
  public List<Report> restored(List<RolesRestored> events) {
    withdrawals.forget(events.stream().map(Announcement::offboardingId).toList());
    return events.stream().map(event -> Report.completed(Evidence.NONE)).toList();
  }

  @Override
  public List<Evidence> residualRoles(List<ResidualRolesQueried> questions) {
    return withdrawals.live(questions);
  }

  /// Of a role change: it has ended.
  @Override
  public List<Report> concluded(List<OffboardingConcluded> events) {
    withdrawals.forget(events.stream().map(Announcement::offboardingId).toList());
    return events.stream().map(event -> Report.completed(Evidence.NONE)).toList();
  }

  @Override
  public List<Evidence> residualAccess(List<Holder> holders) {
    return holdings.live(holders);
  }

  private static List<Holder> holders(List<? extends Announcement> events) {
    return events.stream().map(event -> new Holder(event.user(), event.epoch())).toList();
  }

  private static List<Report> completed(List<Evidence> evidence) {
    return evidence.stream().map(Report::completed).toList();
  }
}
