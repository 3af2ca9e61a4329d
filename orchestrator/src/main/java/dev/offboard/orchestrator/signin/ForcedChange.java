package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.page.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Who came in with a password that somebody else has seen gets no further than to a new one.
final class ForcedChange extends OncePerRequestFilter {
  private static final Set<String> ALLOWED = Set.of(PasswordPage.PATH, SignOutPage.PATH);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known != null
        && known.getDetails() instanceof Viewer viewer
        && viewer.mustChange()
        && !ALLOWED.contains(request.getRequestURI())
        && !isFile(request)) {
      response.sendRedirect(PasswordPage.PATH);
      return;
    }
    chain.doFilter(request, response);
  }

  /// What the page to change it looks like.
  private static boolean isFile(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/webjars/")
        || request.getRequestURI().startsWith("/assets/");
  }
}
