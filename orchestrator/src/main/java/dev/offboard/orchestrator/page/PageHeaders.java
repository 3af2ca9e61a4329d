package dev.offboard.orchestrator.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// What a page may load: our own files, nothing inline, nothing from elsewhere. The API keeps its
/// stricter headers. See CSP level 3.
@Component
final class PageHeaders implements HandlerInterceptor {
  private final String contentSecurityPolicy;

  PageHeaders(ObjectProvider<FormTarget> targets) {
    String forms =
        Stream.concat(Stream.of("'self'"), targets.stream().map(FormTarget::origin))
            .collect(Collectors.joining(" "));
    // the stylesheet brings its small icons as data
    this.contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src"
            + " 'self'; img-src 'self' data:; form-action "
            + forms
            + "; base-uri 'none'; frame-ancestors 'none'";
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Page.class)) {
      write(response);
    }
    return true;
  }

  void write(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
  }
}
