package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.participant.Fences;
import dev.offboard.session.token.SessionId;
import dev.offboard.session.token.TokenPair;
import dev.offboard.session.token.Tokens;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Opens sessions, only for a user whose fence is open (invariant I4). The fence stays locked until
/// the session is committed: a deprovisioning at the same time either is seen here, or sees the
/// session and ends it.
@Service
class Opening {
  private final Fences fences;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Clock clock;

  Opening(Fences fences, Sessions sessions, Tokens tokens, Clock clock) {
    this.fences = fences;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Transactional
  OpenedSession open(UserRef user, OpenSession wish) {
    Fence fence = fences.lock(user);
    requireAdmitted(fence);
    if (wish.epoch() != null) {
      requireCurrent(wish.epoch(), fence);
    }
    TokenPair pair = tokens.mint(clock.instant().truncatedTo(ChronoUnit.MICROS));
    Session session =
        new Session(
            SessionId.random(),
            user.tenantId(),
            user.userId(),
            fence.epoch(),
            wish.device(),
            wish.client(),
            SessionState.LIVE,
            null,
            pair.issuedAt(),
            pair.issuedAt(),
            pair.refreshExpiresAt(),
            null,
            wish.applications());
    sessions.add(session);
    tokens.add(session.id(), pair);
    return OpenedSession.of(session, pair);
  }

  private static void requireAdmitted(Fence fence) {
    switch (fence.standing()) {
      case OPEN -> {}
      case BLOCKED ->
          throw ApiProblem.conflict(
                  "user-deprovisioned",
                  "%s is deprovisioned at epoch %s; no session was opened. It can sign in again once reinstated, under the next epoch."
                      .formatted(fence.user(), fence.epoch()))
              .with("epoch", fence.epoch().value());
      case ERASED ->
          throw ApiProblem.conflict(
                  "user-erased",
                  "%s is erased at epoch %s; no session was opened. Only a re-hire under a new epoch brings it back."
                      .formatted(fence.user(), fence.epoch()))
              .with("epoch", fence.epoch().value());
    }
  }

  private static void requireCurrent(Epoch seen, Fence fence) {
    if (seen.compareTo(fence.epoch()) < 0) {
      throw ApiProblem.conflict(
              "stale-epoch",
              "epoch: %s (expected: >= %s, the epoch of %s here); no session was opened. Read the user again and repeat the sign-in."
                  .formatted(seen, fence.epoch(), fence.user()))
          .with("epoch", fence.epoch().value());
    }
  }
}
