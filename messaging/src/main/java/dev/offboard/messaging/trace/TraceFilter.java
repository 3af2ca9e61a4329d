package dev.offboard.messaging.trace;

import dev.offboard.messaging.trace.Tracing.Kind;
import dev.offboard.messaging.trace.Tracing.Piece;
import dev.offboard.messaging.trace.Tracing.Span;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Goes on with the trace that a request brings, or begins one for a request that changes something
/// if spans are recorded. A header that is ill-formed, or comes twice, is as good as none (W3C
/// Trace Context, section 4.3).
final class TraceFilter extends OncePerRequestFilter {
  private static final Set<String> LOOKS_ONLY = Set.of("GET", "HEAD", "OPTIONS");

  private final Tracing tracing;

  TraceFilter(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<TraceParent> brought = brought(request);
    boolean isRecorded = tracing.isOn() && !LOOKS_ONLY.contains(request.getMethod());
    if (brought.isEmpty() && !isRecorded) {
      chain.doFilter(request, response);
      return;
    }
    Span span =
        tracing.begin(new Piece(request.getMethod(), Kind.SERVER, brought.orElse(null), Map.of()));
    try (MDC.MDCCloseable field = Trace.logged(span.context())) {
      goOn(span, request, response, chain);
    }
  }

  private static void goOn(
      Span span, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      Trace.ask(
          span.context(),
          () -> {
            chain.doFilter(request, response);
            return true;
          });
      span.end(request.getMethod() + " " + route(request));
    } catch (ServletException | IOException | RuntimeException e) {
      span.failed(e);
      throw e;
    } catch (Exception e) {
      span.failed(e);
      throw new ServletException(e);
    }
  }

  /// As the program has it, without the ids.
  private static String route(HttpServletRequest request) {
    @Nullable Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "" : pattern.toString();
  }

  private static Optional<TraceParent> brought(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders(TraceParent.HEADER);
    if (!headers.hasMoreElements()) {
      return Optional.empty();
    }
    String first = headers.nextElement();
    return headers.hasMoreElements() ? Optional.empty() : TraceParent.parse(first);
  }
}
