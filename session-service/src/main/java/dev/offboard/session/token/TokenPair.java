package dev.offboard.session.token;

import java.time.Duration;
import java.time.Instant;

/// A new access and a new refresh token: the only time that anybody sees them.
public record TokenPair(
    OpaqueToken access,
    OpaqueToken refresh,
    Instant issuedAt,
    Instant accessExpiresAt,
    Instant refreshExpiresAt) {

  static TokenPair fresh(TokenLifetimes lifetimes, Instant now) {
    return new TokenPair(
        OpaqueToken.fresh(),
        OpaqueToken.fresh(),
        now,
        now.plus(lifetimes.access()),
        now.plus(lifetimes.refresh()));
  }

  /// `expires_in` of RFC 6749 section 5.1.
  public long expiresInSeconds() {
    return Duration.between(issuedAt, accessExpiresAt).toSeconds();
  }
}
