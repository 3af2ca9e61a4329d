package dev.offboard.messaging.participant;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RoleAnnouncement;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks a participant to read its own state again. Tells only of those users who still have what
/// was to be taken from them.
final class ReadBack {
  private final BatchParticipant participant;

  ReadBack(BatchParticipant participant) {
    this.participant = participant;
  }

  /// Whatever gives access.
  Map<UserRef, Evidence> access(List<? extends Announcement> announcements) {
    if (announcements.isEmpty()) {
      return Map.of();
    }
    List<Holder> holders =
        announcements.stream().map(a -> new Holder(a.user(), a.epoch())).toList();
    return left(announcements, participant.residualAccess(holders));
  }

  /// The roles of a role change, and what was done with them.
  Map<UserRef, Evidence> roles(List<? extends RoleAnnouncement> announcements) {
    if (announcements.isEmpty()) {
      return Map.of();
    }
    List<ResidualRolesQueried> questions = announcements.stream().map(ReadBack::question).toList();
    return left(announcements, participant.residualRoles(questions));
  }

  private static ResidualRolesQueried question(RoleAnnouncement announcement) {
    return new ResidualRolesQueried(
        announcement.offboardingId(),
        announcement.tenantId(),
        announcement.userId(),
        announcement.epoch(),
        announcement.attempt(),
        announcement.participants(),
        announcement.roles(),
        announcement.respondBy());
  }

  private Map<UserRef, Evidence> left(
      List<? extends Announcement> announcements, List<Evidence> found) {
    requireOnePerEvent(announcements, found);
    Map<UserRef, Evidence> left = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).total() > 0) {
        left.put(announcements.get(i).user(), found.get(i));
      }
    }
    return left;
  }

  void requireOnePerEvent(List<?> events, List<?> answers) {
    if (events.size() != answers.size()) {
      throw new IllegalStateException(
          "participant %s gave %d answers to %d events (expected: one each, in order)"
              .formatted(participant.name(), answers.size(), events.size()));
    }
  }
}
