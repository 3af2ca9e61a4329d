package dev.offboard.session.token;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token as it is kept. `usedAt` is set on a refresh token that has been exchanged.
@MappedEntity("token")
public record Token(
    @Id TokenHash hash,
    SessionId sessionId,
    TokenKind kind,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant usedAt) {

  public boolean isUsed() {
    return usedAt != null;
  }

  /// A token ends at its last instant: with lifetime 10 min it is refused after exactly that.
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
