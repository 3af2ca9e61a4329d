package dev.offboard.session.oauth;

import dev.offboard.messaging.access.Caller;
import dev.offboard.session.login.EndReason;
import dev.offboard.session.login.Sessions;
import dev.offboard.session.token.OpaqueToken;
import dev.offboard.session.token.Token;
import dev.offboard.session.token.Tokens;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Revokes (RFC 7009 section 2.1): a refresh token, used or not, ends its session with every token
/// of it; an access token ends alone, its session can get another one. A token that nobody knows,
/// or that is another tenant's, is as good as revoked already.
@Service
class Revocation {
  private final Sessions sessions;
  private final Tokens tokens;
  private final Clock clock;

  Revocation(Sessions sessions, Tokens tokens, Clock clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Transactional
  void revoke(OpaqueToken presented, Caller caller) {
    tokens.find(presented).filter(token -> isSeenBy(caller, token)).ifPresent(this::revoke);
  }

  private boolean isSeenBy(Caller caller, Token token) {
    return caller.isGlobal()
        || sessions.find(token.sessionId()).filter(it -> caller.sees(it.tenantId())).isPresent();
  }

  private void revoke(Token token) {
    switch (token.kind()) {
      case ACCESS -> tokens.remove(token);
      case REFRESH -> sessions.end(token.sessionId(), EndReason.REVOKED, clock.instant());
    }
  }
}
