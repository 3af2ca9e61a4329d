package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.directory.HeldRoles;
import dev.offboard.orchestrator.offboarding.Beginnings.Candidate;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.policy.Scope;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import java.util.Objects;
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
  private final Offboardings offboardings;
  private final IdempotencyKeys keys;
  private final Changes changes;
  private final HeldRoles heldRoles;

  OffboardingRequests(
      Policies policies,
      Directory directory,
      Beginnings beginnings,
      Offboardings offboardings,
      IdempotencyKeys keys,
      Changes changes,
      HeldRoles heldRoles) {
    this.policies = policies;
    this.directory = directory;
    this.beginnings = beginnings;
    this.offboardings = offboardings;
    this.keys = keys;
    this.changes = changes;
    this.heldRoles = heldRoles;
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
  ///   hold, 409 for one that is gone, 422 for a key used for something else, 503 when
  ///   identity-service is away
  public Answer request(OffboardingRequest request, Initiator initiator) {
    PolicySnapshot policy = policies.of(request.reason()).orElseThrow(() -> unknownReason(request));
    requireFitting(request);
    Optional<Answer> known = answeredBefore(request);
    for (int i = 0; i < LOOK_UPS && known.isEmpty(); i++) {
      DirectoryUser user = directory.find(request.user());
      if (!user.isActive()) {
        return joinLive(request, initiator, policy).orElseThrow(() -> alreadyGone(request, user));
      }
      if (!request.roles().isEmpty()) {
        known = joinLive(request, initiator, policy);
        if (known.isPresent()) {
          break;
        }
        requireUnprotected(request, user);
        heldRoles.requireHeld(request.user(), request.roles());
      }
      Optional<Decision> begun =
          beginnings.begin(new Candidate(request, initiator, policy, user.epoch()));
      if (begun.isPresent()) {
        return new Answer.Began(begun.get());
      }
      known = answeredBefore(request).or(() -> joinLive(request, initiator, policy));
    }
    return known.orElseThrow(() -> changing(request));
  }

  /// A stronger request brings the one that waits forward; one that comes while access is given
  /// back contradicts it.
  private Optional<Answer> joinLive(
      OffboardingRequest request, Initiator initiator, PolicySnapshot policy) {
    return offboardings
        .findLive(request.user())
        .map(
            id -> {
              join(id, request, initiator, policy);
              remember(request, id);
              return new Answer.Existing(id);
            });
  }

  private void join(
      OffboardingId id, OffboardingRequest request, Initiator initiator, PolicySnapshot policy) {
    changes.ask(
        id,
        now ->
            new SoonerRequested(
                Objects.requireNonNullElse(request.effectiveAt(), now),
                initiator,
                request.reason(),
                policy,
                request.roles()),
        request.note(),
        refused -> Conflicts.problem(id, request.user(), refused));
  }

  /// What a reason is about, and what the request is about, has to be the same.
  private void requireFitting(OffboardingRequest request) {
    boolean isRoleChange = policies.scopeOf(request.reason()) == Scope.ROLES;
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

  /// Nobody else would refuse: identity-service takes no part in a role change.
  private static void requireUnprotected(OffboardingRequest request, DirectoryUser user) {
    if (user.isProtected()) {
      throw ApiProblem.conflict(
          "protected-account",
          "The account of user %s is protected. Nothing was done; take the protection off first."
              .formatted(request.user()));
    }
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
