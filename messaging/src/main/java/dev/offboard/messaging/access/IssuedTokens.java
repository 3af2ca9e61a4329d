package dev.offboard.messaging.access;

import java.util.Optional;

/// The tokens that the orchestrator has issued. It knows them itself; the other services ask it.
@FunctionalInterface
public interface IssuedTokens {
  /// What every issued token begins with, so that one that leaks is recognised by scanners, and
  /// anything else is not asked about.
  String PREFIX = "offb_";

  /// Empty for a token that was never issued, has expired or was revoked.
  ///
  /// @throws TokensAway if that can't be found out right now
  Optional<IssuedToken> find(String token);
}
