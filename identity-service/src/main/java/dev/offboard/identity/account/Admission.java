package dev.offboard.identity.account;

import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.participant.Fence;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Decides what becomes of the users of one put, in their order. Pure: it reads only what it was
/// given and writes nothing.
final class Admission {
  private final Known known;
  private final Map<String, UserId> holders;

  Admission(Known known) {
    this.known = known;
    this.holders = new HashMap<>(known.holders());
  }

  Outcome of(Entry entry) {
    Account account = known.accounts().get(entry.userId());
    return account == null ? stranger(entry) : known(entry, account);
  }

  private Outcome stranger(Entry entry) {
    UserRef user = new UserRef(known.tenantId(), entry.userId());
    Fence fence = Objects.requireNonNull(known.fences().get(user));
    return switch (fence.standing()) {
      case OPEN ->
          takeName(entry)
              ? new Outcome.Created(entry.asNew(known.tenantId(), fence.epoch()))
              : new Outcome.Rejected(nameTaken(entry));
      case BLOCKED -> new Outcome.Rejected(deprovisioned(user));
      case ERASED -> new Outcome.Rejected(erased(user));
    };
  }

  private Outcome known(Entry entry, Account account) {
    return switch (account.status()) {
      case ACTIVE -> {
        Account wanted = entry.appliedTo(account);
        if (!takeName(entry)) {
          yield new Outcome.Rejected(nameTaken(entry));
        }
        yield wanted.equals(account) && !known.newPasswords().contains(entry.userId())
            ? new Outcome.Unchanged(account)
            : new Outcome.Updated(wanted);
      }
      case DEPROVISIONED -> new Outcome.Rejected(deprovisioned(account.user()));
      case ERASED -> tombstone(entry, account);
    };
  }

  /// Of somebody who was re-hired: the fence is open under a later epoch.
  private Outcome tombstone(Entry entry, Account account) {
    Fence fence = Objects.requireNonNull(known.fences().get(account.user()));
    if (!fence.isOpen() || fence.epoch().compareTo(account.epoch()) <= 0) {
      return new Outcome.Rejected(erased(account.user()));
    }
    return takeName(entry)
        ? new Outcome.Rehired(entry.asNew(known.tenantId(), fence.epoch()))
        : new Outcome.Rejected(nameTaken(entry));
  }

  /// A name that an earlier user of the same put gives up is not free yet: the database compares
  /// row by row.
  private boolean takeName(Entry entry) {
    UserId holder = holders.putIfAbsent(entry.profile().userName().key(), entry.userId());
    return holder == null || holder.equals(entry.userId());
  }

  private static ApiProblem nameTaken(Entry entry) {
    return ApiProblem.conflict(
            "user-name-taken",
            "The userName asked for user %s belongs to another user of the tenant (upper and lower"
                    .formatted(entry.userId())
                + " case are the same). Choose another; nothing was done for this user.")
        .with("field", "userName");
  }

  /// Also the answer to any other change of an account whose offboarding has begun.
  static ApiProblem deprovisioned(UserRef user) {
    return ApiProblem.conflict(
        "user-deprovisioned",
        ("User %s is deprovisioned: an offboarding is under way or has ended. Undo it within its"
                + " grace period, or leave the user be; nothing was done.")
            .formatted(user));
  }

  static ApiProblem erased(UserRef user) {
    return ApiProblem.conflict(
        "user-erased",
        "User %s is erased; only a tombstone is left. Re-hire the user first (POST /api/re-hires of the orchestrator) or use another user id; nothing was done."
            .formatted(user));
  }
}
