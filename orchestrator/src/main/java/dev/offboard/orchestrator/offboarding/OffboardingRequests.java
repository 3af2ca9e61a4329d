package dev.offboard.orchestrator.offboarding;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.orchestrator.bulk.TenantSizes;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.directory.HeldRoles;
import dev.offboard.orchestrator.offboarding.Asking.Manner;
import dev.offboard.orchestrator.offboarding.Beginnings.Outcome;
import dev.offboard.orchestrator.plan.Plans;
import dev.offboard.orchestrator.plan.Requirement;
import dev.offboard.orchestrator.plan.Settling;
import dev.offboard.orchestrator.plan.Wanted;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.policy.Scope;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What people ask for. A request is kept completely (state, history, announcement) before it is
/// answered, or it is refused and nothing is kept. Of two requests for one user exactly one begins.
@Component
public final class OffboardingRequests {
  /// The user can change between the look-up and the insert, but hardly twice.
  private static final int LOOK_UPS = 3;

  private final Policies policies;
  private final Directory directory;
  private final Beginnings beginnings;
  private final IdempotencyKeys keys;
  private final Joining joining;
  private final Plans plans;
  private final TenantSizes sizes;
  private final HeldRoles heldRoles;
  private final Settling settling;

  OffboardingRequests(
      Policies policies,
      Directory directory,
      Beginnings beginnings,
      IdempotencyKeys keys,
      Joining joining,
      Plans plans,
      TenantSizes sizes,
      HeldRoles heldRoles,
      Settling settling) {
    this.policies = policies;
    this.directory = directory;
    this.beginnings = beginnings;
    this.keys = keys;
    this.joining = joining;
    this.plans = plans;
    this.sizes = sizes;
    this.heldRoles = heldRoles;
    this.settling = settling;
  }

  /// What a request led to.
  public sealed interface Answer {
    /// It began an offboarding.
    record Began(Decision decision) implements Answer {}

    /// This very request began it, earlier.
    record Repeated(OffboardingId id) implements Answer {}

    /// The user is being offboarded already.
    record Existing(OffboardingId id) implements Answer {}
  }

  /// @throws ApiProblem 400 for an unknown reason, 404 for an unknown user or a role it doesn't
  ///   hold, 403 for oneself, 409 for one that is gone or guarded, 422 for a key used for something
  ///   else, 503 when identity-service is away
  public Answer request(OffboardingRequest request, Party requester) {
    return request(request, requester, Manner.ALONE);
  }

  /// The same for one of a list: whatever its policy says, somebody else approves the list first.
  public Answer requestOneOfMany(OffboardingRequest request, Party requester) {
    return request(request, requester, Manner.ONE_OF_MANY);
  }

  private Answer request(OffboardingRequest request, Party requester, Manner manner) {
    Policy policy = policies.find(request.reason()).orElseThrow(() -> unknownReason(request));
    requireFitting(request, policy.scope());
    Optional<Answer> known = answeredBefore(request);
    for (int i = 0; i < LOOK_UPS && known.isEmpty(); i++) {
      DirectoryUser user = directory.find(request.user());
      PolicySnapshot settled = settling.settle(policy, wanted(request, policy), user, requester);
      Asking asking =
          new Asking(
              request,
              requester,
              manner == Manner.ONE_OF_MANY ? settled.inTurn() : settled,
              user,
              manner);
      if (!user.isActive()) {
        return joinLive(asking).orElseThrow(() -> alreadyGone(request, user));
      }
      known = (asking.isUncommon() ? joinLive(asking) : known).or(() -> begin(asking));
    }
    return known.orElseThrow(() -> changing(request));
  }

  private static Wanted wanted(OffboardingRequest request, Policy policy) {
    return new Wanted(
        request.user(),
        request.reason(),
        policy.settings(),
        request.effectiveAt(),
        request.roles());
  }

  /// Empty if the user has changed since it was looked at.
  private Optional<Answer> begin(Asking asking) {
    OffboardingRequest request = asking.request();
    Requirement alone = plans.requirement(asking.wanted(), asking.user(), asking.requesters());
    Requirement requirement = asking.manner() == Manner.ONE_OF_MANY ? alone.inBulk() : alone;
    if (!request.roles().isEmpty()) {
      heldRoles.requireHeld(request.user(), request.roles());
    }
    Candidate candidate =
        new Candidate(
            request,
            asking.requester(),
            asking.policy(),
            asking.user().epoch(),
            plans.ask(asking.wanted(), asking.user(), requirement),
            null,
            sizes.remembered(request.user().tenantId()),
            Trace.current().orElse(null));
    return switch (beginnings.begin(candidate)) {
      case Outcome.Began(Decision decision) -> Optional.of(new Answer.Began(decision));
      case Outcome.NotFree taken -> answeredBefore(request).or(() -> joinLive(asking));
      case Outcome.TooMany full -> beginOrWait(candidate, asking, requirement);
    };
  }

  /// The source has asked for as many as it may, as far as is known: it is looked up how many these
  /// are, and what somebody else has to approve if it stays too many.
  private Optional<Answer> beginOrWait(
      Candidate candidate, Asking asking, Requirement requirement) {
    Asked bulk = requireNonNull(plans.ask(asking.wanted(), asking.user(), requirement.inBulk()));
    long users = sizes.of(asking.request().user().tenantId());
    return switch (beginnings.begin(candidate.orWaiting(bulk, users))) {
      case Outcome.Began(Decision decision) -> Optional.of(new Answer.Began(decision));
      case Outcome.NotFree taken -> answeredBefore(asking.request()).or(() -> joinLive(asking));
      case Outcome.TooMany full ->
          throw new IllegalStateException(
              "a request of %s for %s knew what has to be approved and was not kept; nothing was done"
                  .formatted(candidate.source(), asking.request().user()));
    };
  }

  private Optional<Answer> joinLive(Asking asking) {
    Optional<OffboardingId> live = joining.join(asking);
    live.ifPresent(id -> remember(asking.request(), id));
    return live.map(Answer.Existing::new);
  }

  /// What a reason is about, and what the request is about, has to be the same.
  private static void requireFitting(OffboardingRequest request, Scope scope) {
    boolean isRoleChange = scope == Scope.ROLES;
    if (isRoleChange == request.roles().isEmpty()) {
      throw ApiProblem.badRequest(
              "invalid-value",
              isRoleChange
                  ? "revoke: is missing (expected: the roles to take, because reason %s takes roles from a user who stays). Nothing was done."
                      .formatted(request.reason())
                  : "revoke: names roles (expected: none, because reason %s is about the whole user). Nothing was done."
                      .formatted(request.reason()))
          .with("field", "revoke");
    }
  }

  private Optional<Answer> answeredBefore(OffboardingRequest request) {
    return stored(request).map(id -> new Answer.Repeated(id));
  }

  /// A key taken meanwhile by the same request names the same live offboarding; by another one it
  /// is a mistake of the caller.
  private void remember(OffboardingRequest request, OffboardingId id) {
    String key = request.idempotencyKey();
    if (key != null
        && keys.insertIfFree(request.user().tenantId().value(), key, request.hash(), id.value())
            == 0) {
      stored(request);
    }
  }

  private Optional<OffboardingId> stored(OffboardingRequest request) {
    String key = request.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    Optional<IdempotencyKey> stored =
        keys.findByKey(new IdempotencyKey.Key(request.user().tenantId().value(), key));
    if (stored.isPresent() && !stored.get().requestHash().equals(request.hash())) {
      throw ApiProblem.unprocessable(
              "idempotency-key-reused",
              "This Idempotency-Key was used for another request, which led to offboarding %s."
                      .formatted(stored.get().offboardingId())
                  + " Nothing was done; use a new key for a new request.")
          .with("offboardingId", stored.get().offboardingId());
    }
    return stored.map(known -> new OffboardingId(known.offboardingId()));
  }

  static ApiProblem unknown(OffboardingId id) {
    return ApiProblem.notFound(
        "offboarding-unknown", "There is no offboarding %s. Nothing was done.".formatted(id));
  }

  private ApiProblem unknownReason(OffboardingRequest request) {
    return ApiProblem.badRequest(
            "reason-unknown",
            "reason: \"%s\" (known: %s). Nothing was done."
                .formatted(request.reason(), String.join(", ", policies.known())))
        .with("field", "reason")
        .with("known", policies.known());
  }

  private static ApiProblem changing(OffboardingRequest request) {
    return Conflicts.changing(request.user());
  }

  private static ApiProblem alreadyGone(OffboardingRequest request, DirectoryUser user) {
    return ApiProblem.conflict(
            "already-offboarded",
            "User %s is %s already and no offboarding of it is under way. Nothing was done."
                .formatted(request.user(), user.status()))
        .with("userStatus", user.status());
  }
}
