package dev.offboard.messaging.chassis;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses a body above the limit, by its announced length or as soon as it has streamed past it,
/// and one of any type at all: a range of types says what is accepted, never what something is (RFC
/// 9110 section 8.3).
final class BodyLimitFilter extends OncePerRequestFilter {
  private final long maxBytes;
  private final Uploads uploads;
  private final ProblemWriter problems;

  /// Where more may be sent.
  ///
  /// @param paths exactly
  record Uploads(Set<String> paths, long maxBytes) {}

  BodyLimitFilter(long maxBytes, Uploads uploads, ProblemWriter problems) {
    this.maxBytes = maxBytes;
    this.uploads = uploads;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long most = uploads.paths().contains(request.getRequestURI()) ? uploads.maxBytes() : maxBytes;
    if (request.getContentLengthLong() > most) {
      problems.write(response, tooLarge(most));
      return;
    }
    if (isOfAnyType(request.getContentType())) {
      problems.write(
          response,
          ApiProblem.unsupportedMediaType(
              "Content-Type is a range of types (expected: one type). Nothing was done."));
      return;
    }
    chain.doFilter(new Limited(request, most), response);
  }

  private static boolean isOfAnyType(@Nullable String contentType) {
    return contentType != null && contentType.split(";", 2)[0].contains("*");
  }

  static ApiProblem tooLarge(long maxBytes) {
    return ApiProblem.tooLarge(
        "body-too-large",
        "The body is larger than %d bytes. Nothing was done.".formatted(maxBytes));
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long maxBytes;

    Limited(HttpServletRequest request, long maxBytes) {
      super(request);
      this.maxBytes = maxBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new CountingStream(super.getInputStream(), maxBytes);
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class CountingStream extends ServletInputStream {
    private final ServletInputStream in;
    private final long maxBytes;
    private long seen;

    CountingStream(ServletInputStream in, long maxBytes) {
      this.in = in;
      this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int bytes) {
      seen += bytes;
      if (seen > maxBytes) {
        throw tooLarge(maxBytes);
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
