package dev.offboard.messaging.access;

import org.springframework.security.core.AuthenticationException;

/// Whether a token is good can't be found out right now. Nobody is let in on a guess: the caller is
/// told to come back.
public final class TokensAway extends AuthenticationException {
  private static final long serialVersionUID = 1;

  public TokensAway(String who, Throwable cause) {
    super(who, cause);
  }
}
