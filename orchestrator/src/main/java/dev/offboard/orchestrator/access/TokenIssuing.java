package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What administrators do with tokens, over the API and on pages alike. A bound caller knows the
/// tokens of their tenant; those for all tenants are not among them.
@Component
public class TokenIssuing {
  private static final Logger log = LoggerFactory.getLogger(TokenIssuing.class);

  /// Far more than anybody keeps.
  private static final int MOST_LISTED = 1000;

  /// A day to bring the new one everywhere.
  private static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final ApiTokens tokens;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TokenIssuing(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /// With itself, this once.
  public TokenView issue(Caller caller, TokenBody body) {
    TokenSecret secret = TokenSecret.random(random);
    ApiToken.Wish wish = body.checked(caller, clock.instant());
    ApiToken made = tokens.add(wish, secret, caller.subject());
    log.info("{} issued token {} with {}", caller.subject(), made.id(), made.roles());
    return TokenView.with(made, secret);
  }

  /// The latest first.
  ///
  /// @param tenant null for all that the caller sees
  public List<TokenView> list(Caller caller, @Nullable TenantId tenant) {
    return tokens.list(caller.limit(tenant), MOST_LISTED).stream().map(TokenView::of).toList();
  }

  TokenView get(Caller caller, UUID id) {
    return TokenView.of(require(caller, id));
  }

  /// Another secret for the same token, with it this once; the one before is good for the overlap.
  ///
  /// @param overlapSeconds null for a day
  public TokenView rotate(Caller caller, UUID id, @Nullable Long overlapSeconds) {
    ApiToken token = require(caller, id);
    TokenSecret secret = TokenSecret.random(random);
    ApiToken rotated =
        tokens
            .rotate(token.id(), secret, overlap(overlapSeconds), caller.subject())
            .orElseThrow(() -> dead(token));
    log.info(
        "{} rotated token {}; the secret before is good until {}",
        caller.subject(),
        rotated.id(),
        rotated.previousUntil());
    return TokenView.with(rotated, secret);
  }

  /// Takes effect everywhere within ten seconds. Again changes nothing.
  public void revoke(Caller caller, UUID id) {
    ApiToken token = require(caller, id);
    tokens.revoke(token.id(), caller.subject());
    log.info("{} revoked token {}", caller.subject(), token.id());
  }

  private ApiToken require(Caller caller, UUID id) {
    return tokens
        .find(new TokenId(id))
        .filter(
            token -> caller.isGlobal() || token.tenantId() != null && caller.sees(token.tenantId()))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "token-unknown", "There is no token %s. Nothing was done.".formatted(id)));
  }

  private static Duration overlap(@Nullable Long seconds) {
    if (seconds == null) {
      return DEFAULT_OVERLAP;
    }
    if (seconds < 0 || seconds > LONGEST_OVERLAP.toSeconds()) {
      throw TokenBody.invalid(
          "overlapSeconds",
          "%d (expected: 0 to %d)".formatted(seconds, LONGEST_OVERLAP.toSeconds()));
    }
    return Duration.ofSeconds(seconds);
  }

  private static ApiProblem dead(ApiToken token) {
    return ApiProblem.conflict(
        "token-dead",
        "Token %s is %s: it can't be rotated. Nothing was done; issue another one."
            .formatted(token.id(), token.revokedAt() == null ? "expired" : "revoked"));
  }
}
