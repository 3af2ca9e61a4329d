package dev.offboard.messaging.chassis;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in who holds the installation's token (RFC 6750 section 2.1). Health and the API document
/// are open; everything else is not.
final class BearerTokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";
  private static final Set<String> OPEN =
      Set.of(
          "/actuator/health",
          "/actuator/health/liveness",
          "/actuator/health/readiness",
          "/openapi.json");

  private final byte[] token;
  private final ProblemWriter problems;

  BearerTokenFilter(String token, ProblemWriter problems) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OPEN.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (isValid(header)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE, header == null ? "Bearer" : "Bearer error=\"invalid_token\"");
    problems.write(
        response,
        ApiProblem.unauthorized(
            "unauthorized",
            "Send the installation's token as \"Authorization: Bearer <token>\"; `./offboard status"
                + " --json` shows it under api.token. Nothing was done."));
  }

  private boolean isValid(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            token, header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
