package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tokens")
final class TokenApi {
  private static final Logger log = LoggerFactory.getLogger(TokenApi.class);

  /// Far more than anybody keeps.
  private static final int MOST_LISTED = 1000;

  /// A day to bring the new one everywhere.
  private static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final ApiTokens tokens;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TokenApi(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  record RotationBody(@Nullable Long overlapSeconds) {}

  record Tokens(List<TokenView> tokens) {}

  /// The answer shows the token, this once.
  @PostMapping
  ResponseEntity<TokenView> createToken(Caller caller, @RequestBody TokenBody body) {
    TokenSecret secret = TokenSecret.random(random);
    ApiToken.Wish wish = body.checked(caller, clock.instant());
    ApiToken made = tokens.add(wish, secret, caller.subject());
    log.info("{} issued token {} with {}", caller.subject(), made.id(), made.roles());
    return ResponseEntity.status(HttpStatus.CREATED)
        .location(URI.create("/api/tokens/" + made.id()))
        .cacheControl(CacheControl.noStore())
        .body(TokenView.with(made, secret));
  }

  @GetMapping
  Tokens listTokens(Caller caller, @RequestParam(required = false) @Nullable TenantId tenantId) {
    return new Tokens(
        tokens.list(caller.limit(tenantId), MOST_LISTED).stream().map(TokenView::of).toList());
  }

  @GetMapping("/{id}")
  TokenView getToken(Caller caller, @PathVariable UUID id) {
    return TokenView.of(require(caller, id));
  }

  /// Another secret for the same token, shown this once; the one before is good for the overlap.
  @PostMapping("/{id}/rotation")
  ResponseEntity<TokenView> rotateToken(
      Caller caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable RotationBody body) {
    ApiToken token = require(caller, id);
    TokenSecret secret = TokenSecret.random(random);
    ApiToken rotated =
        tokens
            .rotate(token.id(), secret, overlap(body), caller.subject())
            .orElseThrow(() -> dead(token));
    log.info(
        "{} rotated token {}; the secret before is good until {}",
        caller.subject(),
        rotated.id(),
        rotated.previousUntil());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(TokenView.with(rotated, secret));
  }

  /// Takes effect everywhere within ten seconds.
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revokeToken(Caller caller, @PathVariable UUID id) {
    ApiToken token = require(caller, id);
    tokens.revoke(token.id(), caller.subject());
    log.info("{} revoked token {}", caller.subject(), token.id());
  }

  /// A bound caller knows the tokens of their tenant; those for all tenants are not among them.
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

  private static Duration overlap(@Nullable RotationBody body) {
    if (body == null || body.overlapSeconds() == null) {
      return DEFAULT_OVERLAP;
    }
    if (body.overlapSeconds() < 0 || body.overlapSeconds() > LONGEST_OVERLAP.toSeconds()) {
      throw TokenBody.invalid(
          "overlapSeconds",
          "%d (expected: 0 to %d)".formatted(body.overlapSeconds(), LONGEST_OVERLAP.toSeconds()));
    }
    return Duration.ofSeconds(body.overlapSeconds());
  }

  private static ApiProblem dead(ApiToken token) {
    return ApiProblem.conflict(
        "token-dead",
        "Token %s is %s: it can't be rotated. Nothing was done; issue another one."
            .formatted(token.id(), token.revokedAt() == null ? "expired" : "revoked"));
  }
}
