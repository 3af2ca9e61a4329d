package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.OtherDoor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;

/// Lets people in by the cookie of their session, beside programs by their tokens.
@Component
final class PeoplesDoor implements OtherDoor {
  /// What changes nothing (RFC 9110 section 9.2.1) needs no token of a page.
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final SignIns signIns;
  private final String cookie;

  PeoplesDoor(SignIns signIns, @Value("${server.servlet.session.cookie.name}") String cookie) {
    this.signIns = signIns;
    this.cookie = cookie;
  }

  @Override
  public void open(HttpSecurity http) {
    http.securityContext(it -> it.securityContextRepository(new SessionCallers(signIns)))
        .csrf(
            it ->
                it.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                    .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                    .requireCsrfProtectionMatcher(this::needsToken))
        .addFilterBefore(new ForcedChange(), AuthorizationFilter.class);
  }

  /// What a browser might have been made to send: with our cookie, or a form to a page of ours. No
  /// page elsewhere can send an `Authorization` header here.
  private boolean needsToken(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod())
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && (hasCookie(request) || isForm(request));
  }

  private boolean hasCookie(HttpServletRequest request) {
    if (request.getCookies() != null) {
      for (Cookie sent : request.getCookies()) {
        if (sent.getName().equals(cookie)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isForm(HttpServletRequest request) {
    return request.getRequestURI().equals(SignInPage.PATH);
  }
}
