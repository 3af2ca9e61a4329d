package dev.offboard.messaging.access;

import dev.offboard.messaging.chassis.ApiProblem;
import org.springframework.security.access.AccessDeniedException;

/// A caller is known and is not let through; carries what they are told.
final class Denied extends AccessDeniedException {
  private static final long serialVersionUID = 1;

  private final transient ApiProblem problem;

  Denied(ApiProblem problem) {
    super(problem.getMessage());
    this.problem = problem;
  }

  ApiProblem problem() {
    return problem;
  }
}
