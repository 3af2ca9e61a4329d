package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;

/// A service answered something else than was asked for. The message is the service's own
/// (problem+json, RFC 9457): it says what, whose and what happens next.
public final class ServiceRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonNode problem;

  ServiceRefusal(Answer answer) {
    super(message(answer));
    this.status = answer.status();
    this.problem = answer.body();
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The problem's `code`, such as `user-unknown`; empty if it has none.
  public String code() {
    return problem == null ? "" : problem.path("code").asText();
  }

  private static String message(Answer answer) {
    String detail = answer.body().path("detail").asText();
    return detail.isEmpty()
        ? "%s was answered with %d".formatted(answer.request(), answer.status())
        : detail;
  }
}
