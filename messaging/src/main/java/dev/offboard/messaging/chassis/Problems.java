package dev.offboard.messaging.chassis;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Every error as problem+json (RFC 9457) that names the field and says what happens next; never a
/// stack trace to the caller.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ApiProblem problem) {
        return handleExceptionInternal(
            problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
      }
    }
    return answer(BadBody.problem(e.getCause()), e, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> response =
        super.handleExceptionInternal(e, body, headers, status, request);
    if (response != null
        && response.getBody() instanceof ProblemDetail problem
        && (problem.getProperties() == null || !problem.getProperties().containsKey("code"))) {
      problem.setProperty("code", codeOf(status));
    }
    return response;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> badValue(
      MethodArgumentTypeMismatchException e, WebRequest request) {
    Throwable root = Optional.ofNullable(e.getMostSpecificCause()).orElse(e);
    String expected =
        root instanceof IllegalArgumentException && root.getMessage() != null
            ? root.getMessage()
            : "is no valid value";
    return answer(
        ApiProblem.badRequest("invalid-value", "%s: %s".formatted(e.getName(), expected))
            .with("field", e.getName()),
        e,
        request);
  }

  /// As everywhere where nothing that is accepted can be told apart.
  @ExceptionHandler
  @Nullable ResponseEntity<Object> badAccept(InvalidMediaTypeException e, WebRequest request) {
    return answer(
        ApiProblem.notAcceptable(
            "not-acceptable", "Accept: %s. Nothing was done.".formatted(e.getMessage())),
        e,
        request);
  }

  /// A body that says it is a form, read as one by the container.
  @ExceptionHandler
  @Nullable ResponseEntity<Object> malformedForm(InvalidParameterException e, WebRequest request) {
    return answer(
        ApiProblem.badRequest("malformed-form", "The body is no valid form. Nothing was done."),
        e,
        request);
  }

  /// A header that the firewall finds fault with when it is read.
  @ExceptionHandler
  @Nullable ResponseEntity<Object> malformed(RequestRejectedException e, WebRequest request) {
    return answer(
        ApiProblem.badRequest(
            "malformed-request",
            "A header has characters that do not belong there. Nothing was done."),
        e,
        request);
  }

  @ExceptionHandler({CannotCreateTransactionException.class, TransientDataAccessException.class})
  @Nullable ResponseEntity<Object> away(Exception e, WebRequest request) {
    log.warn("the database is away; the caller is told to try again: {}", e.toString());
    return answer(
        ApiProblem.unavailable(
            "database-away",
            "The database does not answer. Nothing was done; try again after %d s."
                .formatted(RETRY_AFTER.toSeconds()),
            RETRY_AFTER),
        e,
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    if (isConnectionLoss(e)) {
      return away(e, request);
    }
    UUID incident = UUID.randomUUID();
    log.error("unexpected failure of {}, incident {}", request.getDescription(false), incident, e);
    ProblemDetail body =
        ApiProblem.body(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "unexpected",
            "Something unforeseen happened; what was begun is rolled back. The log has more under"
                + " incident "
                + incident);
    return handleExceptionInternal(
        e, body, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      ApiProblem problem, Exception e, WebRequest request) {
    return handleExceptionInternal(
        e, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
  }

  private static boolean isConnectionLoss(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql
          && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
        return true;
      }
    }
    return false;
  }

  private static String codeOf(HttpStatusCode status) {
    return Map.of(
            400, "bad-request",
            404, "no-such-resource",
            405, "method-not-allowed",
            406, "not-acceptable",
            413, "body-too-large",
            415, "unsupported-media-type")
        .getOrDefault(status.value(), "http-" + status.value());
  }
}
