package dev.offboard.messaging.access;

import dev.offboard.messaging.chassis.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Tells a person's browser what a program reads as problem+json.
@FunctionalInterface
public interface ProblemPages {
  /// False, and nothing is written, if no person looks at the answer.
  boolean answer(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException;
}
