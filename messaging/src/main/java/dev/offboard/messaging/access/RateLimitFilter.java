package dev.offboard.messaging.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// So many requests a second for each caller, at each instance of a service; more are refused with
/// 429 (RFC 6585 section 4). One caller who has gone wild does not take the service from the
/// others.
final class RateLimitFilter extends OncePerRequestFilter {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// A caller who was silent that long starts with a full allowance anyway.
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private static final int MOST_CALLERS = 10_000;

  private final int perSecond;
  private final AccessProblems problems;
  private final RateLimiterConfig config;
  private final Cache<String, RateLimiter> limiters =
      Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterAccess(FORGOTTEN_AFTER).build();

  RateLimitFilter(int perSecond, AccessProblems problems) {
    this.perSecond = perSecond;
    this.problems = problems;
    this.config =
        RateLimiterConfig.custom()
            .limitRefreshPeriod(PERIOD)
            .limitForPeriod(perSecond)
            .timeoutDuration(Duration.ZERO)
            .build();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
        && !limiter(known.caller()).acquirePermission()) {
      problems.tooMany(response, perSecond, PERIOD);
      return;
    }
    chain.doFilter(request, response);
  }

  private RateLimiter limiter(Caller caller) {
    return limiters.get(caller.subject(), subject -> RateLimiter.of(subject, config));
  }
}
