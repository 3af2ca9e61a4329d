package dev.offboard.audit.tlog;

import dev.offboard.audit.checkpoint.SigningRefused;
import dev.offboard.audit.log.DamagedLog;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// A log that can't be vouched for says so, instead of looking like one that is away.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Refusals {
  /// A person has to do something first.
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(SigningRefused e) {
    return answer(
        ApiProblem.unavailable("checkpoint-refused", String.valueOf(e.getMessage()), RETRY_AFTER)
            .with("reason", e.reason()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> damaged(DamagedLog e) {
    return answer(
        ApiProblem.unavailable("log-damaged", String.valueOf(e.getMessage()), RETRY_AFTER));
  }

  private static ResponseEntity<ProblemDetail> answer(ApiProblem problem) {
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .body(problem.getBody());
  }
}
