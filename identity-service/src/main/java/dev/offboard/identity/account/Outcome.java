package dev.offboard.identity.account;

import dev.offboard.messaging.chassis.ApiProblem;

/// What became of one put user.
sealed interface Outcome {
  record Created(Account account) implements Outcome {}

  /// Made anew in the place of a tombstone, under the epoch of the re-hire.
  record Rehired(Account account) implements Outcome {}

  record Updated(Account account) implements Outcome {}

  record Unchanged(Account account) implements Outcome {}

  /// Nothing was done for this user; the problem says why and what next.
  record Rejected(ApiProblem problem) implements Outcome {}
}
