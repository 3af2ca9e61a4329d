package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.orchestrator.plan.Requirement;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.saga.Asked;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an approver has to know: why they are asked, and what would be taken.
public record PlanInWords(List<String> because, String taken) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// Of what is asked for now.
  public static PlanInWords of(Asked asked) {
    return new PlanInWords(
        asked.because().stream().map(PlanInWords::words).toList(),
        taken(MAPPER.readTree(asked.plan())));
  }

  private static String taken(JsonNode plan) {
    List<String> revoked = texts(plan.path("revoke"));
    if (!revoked.isEmpty()) {
      return String.join(", ", revoked) + ", and the sessions that used them; the account stays.";
    }
    List<String> all = new ArrayList<>(List.of("the account", "all sessions"));
    int keys = plan.path("apiKeys").size();
    if (keys > 0) {
      all.add(keys == 1 ? "1 API key" : keys + " API keys");
    }
    all.addAll(texts(plan.path("roles")));
    return String.join(", ", all) + ".";
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static String words(String because) {
    return switch (because) {
      case Requirement.POLICY -> "The policy of this reason asks for it.";
      case Requirement.ADMINISTRATOR -> "This person administers the tenant.";
      case Requirement.LAST_ADMINISTRATOR -> "This is the tenant's last administrator.";
      case Requirement.PROTECTED -> "This account is protected.";
      case Requirement.ONESELF -> "Somebody offboards themselves.";
      case Requirement.BULK -> "Too many were asked for within an hour.";
      case String rule when rule.startsWith("rule-") && rule.endsWith(Rules.FAILED) ->
          "A rule of its policy could not be answered (%s), so somebody has to look."
              .formatted(rule);
      case String rule when rule.startsWith("rule-") ->
          "A rule of its policy holds (%s).".formatted(rule);
      default -> "The reason has the code " + because + ".";
    };
  }
}
