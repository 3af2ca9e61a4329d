package dev.offboard.identity.offboarding;

import static java.util.stream.Collectors.toSet;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.Terms;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.identity.account.AccountBlocks;
import dev.offboard.identity.credential.Passwords;
import dev.offboard.identity.credential.Revocables;
import dev.offboard.messaging.participant.BatchParticipant;
import dev.offboard.messaging.participant.Inventory;
import dev.offboard.messaging.participant.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Takes sign-in, API keys and OAuth grants away, gives sign-in back, forgets who somebody was.
///
/// - deprovisioned: the account is blocked, so that sign-in, keys and grants are refused from the
///   commit on, and every API key and OAuth grant is revoked for good. A protected account is
///   refused and left as it is, unless two people have approved it.
/// - reinstated: the account is active under the next epoch and the password, kept but useless
///   until then, opens it again. Keys and grants stay dead: their owner makes new ones.
/// - erased: password, keys, grants and profile are gone; a tombstone of ids, kind and epoch stays.
///   A tombstone is never reinstated; after a re-hire it may be put anew, under the next epoch.
@Component
final class IdentityParticipant implements BatchParticipant {
  private static final String ACCOUNT = "account";
  private static final String PASSWORD = "password";

  /// One pair of eyes more than for anybody else.
  private static final int APPROVERS_OF_PROTECTED = 2;

  private static final Report PROTECTED =
      Report.refused(
          "protected-account",
          "the account is protected and no two people have approved this; nothing was done to it."
              + " Take the protection off, or reinstate");
  private static final Report ALREADY_ERASED =
      Report.refused(
          "already-erased", "the account is erased and can't be given back; nothing was done");

  private final AccountBlocks accounts;
  private final Revocables revocables;
  private final Passwords passwords;

  IdentityParticipant(AccountBlocks accounts, Revocables revocables, Passwords passwords) {
    this.accounts = accounts;
    this.revocables = revocables;
    this.passwords = passwords;
  }

  @Override
  public ParticipantName name() {
    return ParticipantName.IDENTITY;
  }

  @Override
  public List<Report> deprovisioned(List<UserDeprovisioned> events) {
    Set<UserRef> refused =
        accounts.protectedAmong(
            holders(events.stream().filter(event -> !isApprovedByTwo(event)).toList()));
    List<Holder> leaving = without(refused, events);
    Set<UserRef> blocked = accounts.deprovision(leaving);
    Function<UserRef, Map<String, Set<String>>> revoked = revocables.revokeOf(leaving);
    return answer(
        events,
        user -> refused.contains(user) ? PROTECTED : blocked(user, blocked, revoked.apply(user)));
  }

  /// Two people, and neither of them asked for it (invariant I15). The orchestrator sees to that
  /// too; here it is looked at once more by whoever would do it.
  private static boolean isApprovedByTwo(UserDeprovisioned event) {
    List<Terms.Approval> approvals = event.approvals();
    return approvals != null
        && approvals.stream()
                .map(approval -> approval.approver().id())
                .filter(approver -> !approver.equals(event.initiator().id()))
                .distinct()
                .count()
            >= APPROVERS_OF_PROTECTED;
  }

  /// What was there is what has been taken away. The account goes by its user's id: a name stays no
  /// secret under a salt that everybody may read.
  private static Report blocked(
      UserRef user, Set<UserRef> blocked, Map<String, Set<String>> revoked) {
    Set<String> account = blocked.contains(user) ? Set.of(user.userId().value()) : Set.of();
    Evidence evidence = Evidence.of(ACCOUNT, account.size());
    Inventory inventory = Inventory.of(ACCOUNT, account);
    for (Map.Entry<String, Set<String>> kind : revoked.entrySet()) {
      evidence = evidence.and(kind.getKey(), kind.getValue().size());
      inventory = inventory.and(kind.getKey(), kind.getValue());
    }
    return Report.completed(evidence).having(inventory);
  }

  @Override
  public List<Report> reinstated(List<UserReinstated> events) {
    Set<UserRef> refused =
        accounts.erasedAmong(holders(events.stream().filter(IdentityParticipant::isUndo).toList()));
    List<Holder> returning = without(refused, events);
    Set<UserRef> opened = accounts.reinstate(returning);
    revocables.carryOver(returning);
    return answer(
        events,
        user ->
            refused.contains(user)
                ? ALREADY_ERASED
                : Report.completed(Evidence.of(ACCOUNT, count(opened, user))));
  }

  @Override
  public List<Report> erased(List<UserErased> events) {
    Set<UserRef> refused = accounts.protectedAmong(holders(events));
    List<Holder> leaving = without(refused, events);
    Set<UserRef> withPassword =
        passwords.deleteOf(leaving.stream().map(Holder::user).collect(toSet()));
    Function<UserRef, Evidence> deleted = revocables.deleteOf(leaving);
    Set<UserRef> forgotten = accounts.erase(leaving);
    return answer(
        events,
        user ->
            refused.contains(user)
                ? PROTECTED
                : Report.completed(
                    Evidence.of(ACCOUNT, count(forgotten, user))
                        .plus(deleted.apply(user))
                        .and(PASSWORD, count(withPassword, user))));
  }

  /// An account is an access while it may sign in, a key or a grant while it is not revoked.
  @Override
  public List<Evidence> residualAccess(List<Holder> holders) {
    Set<UserRef> active = accounts.activeAmong(holders);
    Function<UserRef, Evidence> live = revocables.liveOf(holders);
    return holders.stream()
        .map(Holder::user)
        .map(user -> Evidence.of(ACCOUNT, count(active, user)).plus(live.apply(user)))
        .toList();
  }

  /// A re-hire gives nothing back: the tombstone waits until the directory is told who the user is
  /// now.
  private static boolean isUndo(UserReinstated event) {
    return !event.reason().equals(ReasonCode.RE_HIRE);
  }

  private static List<Holder> holders(List<? extends PhaseAnnouncement> events) {
    return events.stream().map(event -> new Holder(event.user(), event.epoch())).toList();
  }

  private static List<Holder> without(
      Set<UserRef> refused, List<? extends PhaseAnnouncement> events) {
    return holders(events).stream().filter(holder -> !refused.contains(holder.user())).toList();
  }

  private static List<Report> answer(
      List<? extends PhaseAnnouncement> events, Function<UserRef, Report> report) {
    return events.stream().map(PhaseAnnouncement::user).map(report).toList();
  }

  private static long count(Set<UserRef> users, UserRef user) {
    return users.contains(user) ? 1 : 0;
  }
}
