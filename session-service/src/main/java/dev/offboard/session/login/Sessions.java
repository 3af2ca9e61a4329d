package dev.offboard.session.login;

import dev.offboard.contracts.UserRef;
import dev.offboard.session.token.SessionId;
import dev.offboard.session.token.TokenPair;
import dev.offboard.session.token.Tokens;
import io.micronaut.data.model.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The sessions of all users, one at a time. Methods that change something join the caller's
/// transaction. Every writer locks in the same order (fence, session, tokens), so no two wait for
/// each other in a circle.
public class Sessions {
  private final StoredSessions stored;
  private final Tokens tokens;

  Sessions(StoredSessions stored, Tokens tokens) {
    this.stored = stored;
    this.tokens = tokens;
  }

  void add(Session session) {
    stored.save(session);
  }

  /// Newest first.
  List<Session> of(UserRef user, int atMost) {
    return stored.findByTenantIdAndUserIdOrderByCreatedAtDesc(
        user.tenantId(), user.userId(), Limit.of(atMost, 0));
  }

  public Optional<Session> find(SessionId id) {
    return stored.findById(id);
  }

  /// Locks the session against any other change until the caller's transaction ends.
  public Optional<Session> lock(SessionId id) {
    return stored.lock(id);
  }

  public void refreshed(SessionId id, TokenPair pair) {
    stored.seen(id, pair.issuedAt(), pair.refreshExpiresAt());
  }

  /// Ends the session with all its tokens; one that has ended keeps its first reason.
  public void end(SessionId id, EndReason reason, Instant now) {
    stored.end(id, reason, now);
    tokens.removeAllOf(id);
  }
}
