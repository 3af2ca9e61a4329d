package dev.offboard.session.oauth;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.participant.Fences;
import dev.offboard.session.login.EndReason;
import dev.offboard.session.login.Session;
import dev.offboard.session.login.Sessions;
import dev.offboard.session.token.OpaqueToken;
import dev.offboard.session.token.Token;
import dev.offboard.session.token.TokenKind;
import dev.offboard.session.token.TokenPair;
import dev.offboard.session.token.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Exchanges a refresh token for a new pair, once. The same one again means that two hold it, the
/// rightful client and a thief, and nobody can tell which is which: the session ends (RFC 9700
/// section 4.14.2).
@Service
class Refresh {
  private static final Logger log = LoggerFactory.getLogger(Refresh.class);

  private final Fences fences;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Clock clock;

  Refresh(Fences fences, Sessions sessions, Tokens tokens, Clock clock) {
    this.fences = fences;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// Returns a refusal instead of throwing it: what ends a session must commit.
  @Transactional
  Outcome exchange(OpaqueToken presented, Optional<String> clientId, Caller caller) {
    Optional<Session> session =
        tokens
            .find(presented)
            .map(Token::sessionId)
            .flatMap(sessions::find)
            .filter(found -> caller.sees(found.tenantId()));
    if (session.isEmpty()) {
      return Outcome.REFUSED;
    }
    Fence fence = fences.lock(session.get().user());
    Optional<Session> locked = sessions.lock(session.get().id());
    // only now is it certain that nobody else exchanges this token
    Optional<Token> token = tokens.find(presented);
    if (locked.isEmpty() || token.isEmpty()) {
      return Outcome.REFUSED;
    }
    return exchange(token.get(), locked.get(), fence, clientId);
  }

  private Outcome exchange(Token token, Session session, Fence fence, Optional<String> clientId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (token.kind() != TokenKind.REFRESH
        || token.isExpired(now)
        || !session.isLive(now)
        || !fence.isOpen()
        || !fence.epoch().equals(session.epoch())) {
      return Outcome.REFUSED;
    }
    if (token.isUsed()) {
      log.warn(
          "a used refresh token of session {} of {} came a second time; the session is ended, the"
              + " user has to sign in again",
          session.id(),
          session.user());
      sessions.end(session.id(), EndReason.REFRESH_TOKEN_REUSED, now);
      return Outcome.REFUSED;
    }
    if (clientId.isPresent() && !clientId.get().equals(session.clientId())) {
      return Outcome.REFUSED;
    }
    TokenPair pair = tokens.rotate(token, now);
    sessions.refreshed(session.id(), pair);
    return new Outcome.Exchanged(pair);
  }

  /// Why a token is refused is nobody's business but the log's.
  sealed interface Outcome {
    Outcome REFUSED = new Refused();

    record Exchanged(TokenPair pair) implements Outcome {}

    record Refused() implements Outcome {}
  }
}
