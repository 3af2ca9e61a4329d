package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session as its user sees it in a list: no token, no hash.
record ListedSession(
    String sessionId,
    @Nullable String device,
    @Nullable String client,
    @Nullable List<String> applications,
    Epoch epoch,
    State state,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    @Nullable Instant endedAt,
    @Nullable EndReason endReason) {

  enum State {
    LIVE,
    ENDED,
    /// Nobody refreshed it in time; the clean-up has not come by yet.
    EXPIRED
  }

  static ListedSession of(Session session, Instant now) {
    return new ListedSession(
        session.id().toString(),
        session.device(),
        session.clientId(),
        session.applications(),
        session.epoch(),
        stateOf(session, now),
        session.createdAt(),
        session.lastSeenAt(),
        session.expiresAt(),
        session.endedAt(),
        session.endReason());
  }

  private static State stateOf(Session session, Instant now) {
    return switch (session.state()) {
      case ENDED -> session.endReason() == EndReason.EXPIRED ? State.EXPIRED : State.ENDED;
      case LIVE -> session.isLive(now) ? State.LIVE : State.EXPIRED;
    };
  }
}
