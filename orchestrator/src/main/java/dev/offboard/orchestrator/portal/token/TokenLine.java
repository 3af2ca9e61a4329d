package dev.offboard.orchestrator.portal.token;

import dev.offboard.orchestrator.access.TokenView;
import dev.offboard.orchestrator.portal.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A token as a list shows it.
///
/// @param look done for a live one, back for a dead one, waiting for one that ends soon
record TokenLine(
    String id,
    String name,
    String reach,
    String roles,
    String person,
    String look,
    String standing,
    String lastUsed,
    boolean isLive) {
  /// Time enough to bring another one everywhere.
  private static final Duration SOON = Duration.ofDays(14);

  static List<TokenLine> of(List<TokenView> tokens, Instant now) {
    return tokens.stream().map(it -> of(it, now)).toList();
  }

  private static TokenLine of(TokenView it, Instant now) {
    boolean isLive = it.revokedAt() == null && it.expiresAt().isAfter(now);
    Instant used = it.lastUsedAt();
    return new TokenLine(
        it.id().toString(),
        it.name(),
        it.tenantId() == null ? "all tenants" : it.tenantId().value(),
        String.join(", ", it.roles()),
        it.person() == null ? "" : it.person(),
        look(it, now),
        standing(it, now),
        used == null ? "never" : When.ago(used, now),
        isLive);
  }

  private static String look(TokenView it, Instant now) {
    if (it.revokedAt() != null || !it.expiresAt().isAfter(now)) {
      return "back";
    }
    return it.expiresAt().isBefore(now.plus(SOON)) ? "waiting" : "done";
  }

  private static String standing(TokenView it, Instant now) {
    if (it.revokedAt() != null) {
      return "revoked";
    }
    return it.expiresAt().isAfter(now)
        ? "ends in " + When.lasting(Duration.between(now, it.expiresAt()))
        : "ended";
  }
}
