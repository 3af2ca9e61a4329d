package dev.offboard.messaging.access;

import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.chassis.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// What a caller is told who is not let in, as problem+json with the header of RFC 6750 section 3.
final class AccessProblems
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
  private static final Logger log = LoggerFactory.getLogger(AccessProblems.class);

  /// A restart of the orchestrator takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final ProblemWriter problems;
  private final Iterable<ProblemPages> pages;

  AccessProblems(ProblemWriter problems, Iterable<ProblemPages> pages) {
    this.problems = problems;
    this.pages = pages;
  }

  /// Without a good token.
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof TokensAway away) {
      log.warn(
          "{} does not answer what a token stands for; the caller is told to try again: {}",
          away.getMessage(),
          String.valueOf(away.getCause()));
      answer(
          request,
          response,
          ApiProblem.unavailable(
              "tokens-away",
              "It can't be found out right now whether your token is good. Nothing was done; try again after %d s."
                  .formatted(RETRY_AFTER.toSeconds()),
              RETRY_AFTER));
      return;
    }
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        failure instanceof InsufficientAuthenticationException
            ? "Bearer"
            : "Bearer error=\"invalid_token\"");
    answer(
        request,
        response,
        ApiProblem.unauthorized(
            "unauthorized",
            "Send a token as \"Authorization: Bearer <token>\": one that `./offboard token create`"
                + " has issued, or the installation's, which `./offboard status --json` shows under"
                + " api.token. Nothing was done."));
  }

  /// With a good token that is not enough.
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    answer(request, response, problemOf(failure));
  }

  /// A path or header that no honest client sends.
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
      throws IOException {
    answer(request, response, malformed());
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException {
    for (ProblemPages page : pages) {
      if (page.answer(request, response, problem)) {
        return;
      }
    }
    problems.write(response, problem);
  }

  private static ApiProblem problemOf(AccessDeniedException failure) {
    return switch (failure) {
      case Denied denied -> denied.problem();
      case CsrfException csrf ->
          ApiProblem.forbidden(
              "csrf-token",
              "A session's request needs the token of its page (X-CSRF-TOKEN), and that was missing"
                  + " or is outdated. Nothing was done; load the page again and repeat it.");
      default -> ApiProblem.forbidden("forbidden", "This is not allowed. Nothing was done.");
    };
  }

  void tooMany(HttpServletResponse response, int most, Duration period) throws IOException {
    problems.write(
        response,
        ApiProblem.tooManyRequests(
            "too-many-requests",
            "Your token may make %d requests a second here. Nothing was done; try again after %d s."
                .formatted(most, period.toSeconds()),
            period));
  }

  private static ApiProblem malformed() {
    return ApiProblem.badRequest(
        "malformed-request",
        "The address or a header has characters that do not belong there. Nothing was done.");
  }
}
