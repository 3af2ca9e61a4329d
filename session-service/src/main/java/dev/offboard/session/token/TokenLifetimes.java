package dev.offboard.session.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long tokens live. `access` bounds what a stolen copy is good for where nobody introspects;
/// `refresh` is how long a session may stay silent before it expires (RFC 9700 section 4.14.2).
///
/// The defaults: ten minutes keep a busy client at six refreshes an hour; after thirty days away
/// from a device a user signs in again.
@ConfigurationProperties("offboard.session.tokens")
public record TokenLifetimes(
    @DefaultValue("10m") Duration access, @DefaultValue("30d") Duration refresh) {
  public TokenLifetimes {
    if (!access.isPositive() || access.compareTo(refresh) > 0) {
      throw new IllegalArgumentException(
          "offboard.session.tokens: access %s, refresh %s (expected: 0 < access <= refresh)"
              .formatted(access, refresh));
    }
  }
}
