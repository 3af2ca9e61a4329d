package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import java.util.Map;
import java.util.stream.Collectors;

/// Participants and what they count, in words of people.
final class Participants {
  private static final Map<ParticipantName, String> NAMES =
      Map.of(
          ParticipantName.IDENTITY, "Account and keys",
          ParticipantName.ENTITLEMENT, "Roles and applications",
          ParticipantName.SESSION, "Sessions",
          ParticipantName.AUDIT, "Audit log");

  private Participants() {}

  /// One's own participant is shown by the name it has.
  static String name(ParticipantName participant) {
    return NAMES.getOrDefault(participant, participant.value());
  }

  static String title(Phase phase) {
    return switch (phase) {
      case REVOKE -> "Take every access away";
      case WITHDRAW -> "Take the roles away";
      case VERIFY -> "Look again that nothing is left";
      case ERASE -> "Erase profile and credentials";
      case REINSTATE, RESTORE -> "Give access back";
      case SEAL -> "Seal the evidence";
    };
  }

  /// `3 sessions, 1 account`; a count of nothing is not told.
  static String counts(Evidence evidence) {
    return evidence.counts().entrySet().stream()
        .filter(it -> it.getValue() > 0)
        .map(it -> it.getValue() + " " + it.getKey())
        .collect(Collectors.joining(", "));
  }
}
