package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Participants and what they count, in words of people.
final class Participants {
  private static final Map<ParticipantName, String> NAMES =
      Map.of(
          ParticipantName.IDENTITY, "Account and keys",
          ParticipantName.ENTITLEMENT, "Roles and applications",
          ParticipantName.SESSION, "Sessions",
          ParticipantName.AUDIT, "Audit log");

  private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");

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

  /// `3 sessions, 1 access token`; a count of nothing is not told.
  static String counts(Evidence evidence) {
    return evidence.counts().entrySet().stream()
        .filter(it -> it.getValue() > 0)
        .map(it -> it.getValue() + " " + words(it.getKey(), it.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// Participants count in names of fields: `accessTokens`.
  private static String words(String kind, long count) {
    String words =
        CAPITAL
            .matcher(kind)
            .replaceAll(it -> " " + it.group().toLowerCase(Locale.ROOT))
            .replace("api key", "API key");
    if (count > 1 || !words.endsWith("s")) {
      return words;
    }
    return words.endsWith("ies")
        ? words.substring(0, words.length() - 3) + "y"
        : words.substring(0, words.length() - 1);
  }
}
