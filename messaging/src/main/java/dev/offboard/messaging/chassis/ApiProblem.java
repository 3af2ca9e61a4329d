package dev.offboard.messaging.chassis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// An error for the caller, as problem+json (RFC 9457): a stable `code`, a sentence that says what
/// happens next, and whatever helps. Thrown anywhere below a controller.
public final class ApiProblem extends ErrorResponseException {
  private static final long serialVersionUID = 1;

  private ApiProblem(HttpStatus status, String code, String detail) {
    super(status, body(status, code, detail), null);
  }

  public static ApiProblem badRequest(String code, String detail) {
    return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
  }

  public static ApiProblem unauthorized(String code, String detail) {
    return new ApiProblem(HttpStatus.UNAUTHORIZED, code, detail);
  }

  public static ApiProblem forbidden(String code, String detail) {
    return new ApiProblem(HttpStatus.FORBIDDEN, code, detail);
  }

  /// @param allowed the methods there are instead
  public static ApiProblem methodNotAllowed(List<String> allowed, String detail) {
    ApiProblem problem =
        new ApiProblem(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", detail);
    problem.getHeaders().set(HttpHeaders.ALLOW, String.join(", ", allowed));
    return problem;
  }

  public static ApiProblem tooManyRequests(String code, String detail, Duration retryAfter) {
    return later(new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, code, detail), retryAfter);
  }

  public static ApiProblem notFound(String code, String detail) {
    return new ApiProblem(HttpStatus.NOT_FOUND, code, detail);
  }

  public static ApiProblem notAcceptable(String code, String detail) {
    return new ApiProblem(HttpStatus.NOT_ACCEPTABLE, code, detail);
  }

  public static ApiProblem conflict(String code, String detail) {
    return new ApiProblem(HttpStatus.CONFLICT, code, detail);
  }

  public static ApiProblem unprocessable(String code, String detail) {
    return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
  }

  public static ApiProblem tooLarge(String code, String detail) {
    return new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, code, detail);
  }

  public static ApiProblem unsupportedMediaType(String detail) {
    return new ApiProblem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", detail);
  }

  public static ApiProblem unavailable(String code, String detail, Duration retryAfter) {
    return later(new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, code, detail), retryAfter);
  }

  private static ApiProblem later(ApiProblem problem, Duration retryAfter) {
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
    return problem;
  }

  /// Adds an extension member to the body.
  public ApiProblem with(String property, Object value) {
    getBody().setProperty(property, value);
    return this;
  }

  static ProblemDetail body(HttpStatus status, String code, String detail) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setType(URI.create("urn:offboard:problem:" + code));
    body.setProperty("code", code);
    return body;
  }
}
