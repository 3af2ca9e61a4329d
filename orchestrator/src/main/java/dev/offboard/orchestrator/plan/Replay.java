package dev.offboard.orchestrator.plan;

import dev.offboard.contracts.HeldRole;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.rule.Facts;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.rule.Variable;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a past request would have come to under another policy: the same rules and the same
/// requirements as for a new one, over what is stored of it. Who is an administrator or protected
/// was known, because each needs an approval and so has a plan; kind, other contracts, and what
/// somebody held who needed no approval, are not kept.
///
/// @param approvals how many others would have had to approve
/// @param refusal the code of why it would have been refused; null if it would not
/// @param isKnown whether no rule depends on something that isn't known any more
public record Replay(
    PolicySnapshot settings, int approvals, @Nullable String refusal, boolean isKnown) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String ACTIVE = "ACTIVE";

  public static Replay of(Policy policy, Offboarding past) {
    List<Party> requesters = past.approvals().requesters();
    Party requester = requesters.isEmpty() ? Party.of(past.initiator()) : requesters.getFirst();
    Asked asked = past.approvals().asked();
    JsonNode plan = asked == null ? MAPPER.createObjectNode() : MAPPER.readTree(asked.plan());
    DirectoryUser user = user(past, guards(plan));
    Facts facts =
        Settling.facts(wanted(past, policy.settings()), requester, past.milestones().requestedAt())
            .with(Variable.USER_STATUS, user.status())
            .with(Variable.USER_PROTECTED, user.isProtected())
            .with(Variable.USER_ADMINISTRATOR, user.isAdministrator())
            .with(Variable.USER_LAST_ADMINISTRATOR, user.isLastAdministrator());
    Rules.Outcome outcome =
        policy.rules().apply(policy.settings(), asked == null ? facts : inventory(facts, plan));
    boolean isKnown = outcome.notKnown() == 0;
    try {
      Requirement requirement = Requirements.of(wanted(past, outcome.settings()), user, requesters);
      boolean isOfMany = asked != null && asked.because().contains(Requirement.BULK);
      return new Replay(
          outcome.settings(),
          (isOfMany ? requirement.inBulk() : requirement).approvals(),
          null,
          isKnown);
    } catch (ApiProblem refused) {
      return new Replay(outcome.settings(), 0, code(refused), isKnown);
    }
  }

  private static Wanted wanted(Offboarding past, PolicySnapshot settings) {
    return new Wanted(
        past.user(), past.reason(), settings, past.milestones().effectiveAt(), past.roles());
  }

  private static List<String> guards(JsonNode plan) {
    return texts(plan, "guards");
  }

  private static List<String> texts(JsonNode plan, String member) {
    return plan.path(member).valueStream().map(JsonNode::asString).toList();
  }

  private static DirectoryUser user(Offboarding past, List<String> guards) {
    return new DirectoryUser(
        past.epoch(),
        ACTIVE,
        null,
        guards.contains(Requirement.PROTECTED),
        guards.contains(Requirement.ADMINISTRATOR),
        guards.contains(Requirement.LAST_ADMINISTRATOR),
        "");
  }

  private static Facts inventory(Facts facts, JsonNode plan) {
    return Settling.withInventory(
        facts,
        texts(plan, "roles").stream().map(HeldRole::parse).toList(),
        (long) texts(plan, "apiKeys").size());
  }

  private static String code(ApiProblem refused) {
    var properties = refused.getBody().getProperties();
    return properties == null ? "refused" : String.valueOf(properties.get("code"));
  }
}
