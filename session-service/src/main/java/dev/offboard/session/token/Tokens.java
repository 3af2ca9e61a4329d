package dev.offboard.session.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Every token that has been issued and may still matter. All methods but [#mint] join the caller's
/// transaction. Who adds, exchanges or removes all tokens of a session has locked the session
/// before, so that two never do so at once.
public class Tokens {
  private final StoredTokens stored;
  private final TokenLifetimes lifetimes;

  Tokens(StoredTokens stored, TokenLifetimes lifetimes) {
    this.stored = stored;
    this.lifetimes = lifetimes;
  }

  /// A pair that is good for nothing before it is added.
  public TokenPair mint(Instant now) {
    return TokenPair.fresh(lifetimes, now);
  }

  public void add(SessionId session, TokenPair pair) {
    stored.saveAll(
        List.of(
            new Token(
                pair.access().hash(),
                session,
                TokenKind.ACCESS,
                pair.issuedAt(),
                pair.accessExpiresAt(),
                null),
            new Token(
                pair.refresh().hash(),
                session,
                TokenKind.REFRESH,
                pair.issuedAt(),
                pair.refreshExpiresAt(),
                null)));
  }

  public Optional<Token> find(OpaqueToken presented) {
    return stored.findByHash(presented.hash());
  }

  /// Exchanges an unused refresh token for a new pair; forgets what has expired meanwhile.
  public TokenPair rotate(Token refresh, Instant now) {
    stored.deleteExpired(refresh.sessionId(), now);
    stored.markUsed(refresh.hash(), now);
    TokenPair pair = mint(now);
    add(refresh.sessionId(), pair);
    return pair;
  }

  public void remove(Token token) {
    stored.deleteByHash(token.hash());
  }

  public void removeAllOf(SessionId session) {
    stored.deleteBySessionId(session);
  }
}
