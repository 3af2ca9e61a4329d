package dev.offboard.orchestrator.plan;

import dev.offboard.contracts.HeldRole;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Accounts;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.directory.HeldRoles;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.rule.Facts;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.rule.Variable;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Says what a policy comes to for somebody, once, when it is requested: the rules are asked with
/// what is known then, and what they change stands in the snapshot that the offboarding ends on. A
/// rule that can't be answered asks for approvals instead.
@Component
public final class Settling {
  private static final Logger log = LoggerFactory.getLogger(Settling.class);

  private final HeldRoles heldRoles;
  private final Accounts accounts;
  private final Clock clock;

  Settling(HeldRoles heldRoles, Accounts accounts, Clock clock) {
    this.heldRoles = heldRoles;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Outside of any transaction: what a rule asks about may have to be looked up.
  ///
  /// @param wanted under the settings that the policy has where no rule holds
  /// @throws ApiProblem 503 if a rule asks what the user holds and nobody says
  public PolicySnapshot settle(Policy policy, Wanted wanted, DirectoryUser known, Party requester) {
    if (policy.rules().list().isEmpty()) {
      return policy.settings();
    }
    Facts facts = about(known, facts(wanted, requester, clock.instant()));
    Rules.Outcome outcome =
        policy
            .rules()
            .apply(
                policy.settings(),
                policy.rules().askForInventory() ? withInventory(wanted, facts) : facts);
    if (!outcome.failures().isEmpty()) {
      log.warn(
          "policy {} version {} for {}: {}; it waits for approvals instead. Look at the rule",
          policy.reason(),
          policy.version(),
          wanted.user(),
          String.join("; ", outcome.failures()));
    }
    return outcome.settings();
  }

  /// What a request says by itself, whenever it is looked at.
  public static Facts facts(Wanted wanted, Party requester, Instant requestedAt) {
    Instant effectiveAt = wanted.effectiveAt();
    Instant begins =
        effectiveAt == null || effectiveAt.isBefore(requestedAt) ? requestedAt : effectiveAt;
    return Facts.none()
        .with(Variable.TENANT, wanted.user().tenantId().value())
        .with(Variable.REQUEST_BY, requester.initiator().id())
        .with(Variable.REQUEST_ROLE, requester.initiator().role())
        .with(Variable.REQUEST_AT, requestedAt)
        .with(Variable.REQUEST_EFFECTIVE, begins)
        .with(Variable.REQUEST_AHEAD, Duration.between(requestedAt, begins));
  }

  private static Facts about(DirectoryUser user, Facts facts) {
    return facts
        .with(Variable.USER_KIND, user.kind())
        .with(Variable.USER_STATUS, user.status())
        .with(Variable.USER_OTHER_CONTRACT, user.otherContractUntil() != null)
        .with(Variable.USER_PROTECTED, user.isProtected())
        .with(Variable.USER_ADMINISTRATOR, user.isAdministrator())
        .with(Variable.USER_LAST_ADMINISTRATOR, user.isLastAdministrator());
  }

  private Facts withInventory(Wanted wanted, Facts facts) {
    return withInventory(
        facts, heldRoles.of(wanted.user()), (long) accounts.apiKeysOf(wanted.user()).size());
  }

  /// @param roles null if they are not known
  public static Facts withInventory(
      Facts facts, @Nullable List<HeldRole> roles, @Nullable Long apiKeys) {
    return facts
        .with(
            Variable.INVENTORY_ROLES,
            roles == null ? null : roles.stream().map(HeldRole::key).sorted().toList())
        .with(
            Variable.INVENTORY_APPLICATIONS,
            roles == null
                ? null
                : roles.stream().map(HeldRole::applicationId).distinct().sorted().toList())
        .with(Variable.INVENTORY_API_KEYS, apiKeys);
  }
}
