package dev.offboard.messaging.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Remembers for a few seconds what a token stands for, good or not: a busy caller costs one
/// question per that time, and a revocation takes effect within it. Many who ask about the same
/// token at once wait for one answer. Keeps hashes, not tokens.
final class CachedTokens implements IssuedTokens {
  /// A revocation takes effect everywhere within twice that (asked just before, and the asking).
  static final Duration KEPT = Duration.ofSeconds(5);

  /// Far more than an installation has programs; an entry has some 300 bytes.
  private static final int MOST = 10_000;

  private final IssuedTokens tokens;
  private final Clock clock;
  private final Cache<ByteBuffer, Optional<IssuedToken>> cache;

  CachedTokens(IssuedTokens tokens, Clock clock, Ticker ticker) {
    this.tokens = tokens;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).ticker(ticker).build();
  }

  @Override
  public Optional<IssuedToken> find(String token) {
    if (!token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return cache
        .get(key(token), hash -> tokens.find(token))
        .filter(it -> clock.instant().isBefore(it.expiresAt()));
  }

  private static ByteBuffer key(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
