package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import dev.offboard.session.token.TokenPair;

/// A session that has just been opened, with the only copy of its tokens.
record OpenedSession(
    String sessionId,
    String accessToken,
    String refreshToken,
    String tokenType,
    long expiresIn,
    Epoch epoch) {

  static OpenedSession of(Session session, TokenPair pair) {
    return new OpenedSession(
        session.id().toString(),
        pair.access().value(),
        pair.refresh().value(),
        "Bearer",
        pair.expiresInSeconds(),
        session.epoch());
  }

  @Override
  public String toString() {
    return "OpenedSession[" + sessionId + ", tokens hidden]";
  }
}
