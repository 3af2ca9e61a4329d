package dev.offboard.orchestrator.portal.application;

import dev.offboard.orchestrator.portal.application.Applications.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an application is to be reached, as the form says it. The secret is written and never shown.
record Setup(
    @Nullable String method,
    @Nullable String order,
    @Nullable Integer deadlineHours,
    @Nullable String owner,
    @Nullable String target,
    @Nullable String secret,
    @Nullable String account,
    @Nullable String lookup,
    @Nullable String onErase,
    @Nullable String covers) {
  /// As entitlement-service has it where nothing is said.
  private static final int DEFAULT_HOURS = 24;

  /// What the form begins with.
  static Setup of(@Nullable Connection it) {
    return it == null
        ? new Setup(
            "manual",
            "any",
            DEFAULT_HOURS,
            "",
            "",
            "",
            "{userId}",
            "externalId",
            "delete",
            "holders")
        : new Setup(
            it.method(),
            it.order(),
            Math.toIntExact(Math.max(1, it.deadline().toHours())),
            it.owner(),
            it.target(),
            "",
            it.account(),
            it.lookup(),
            it.onErase(),
            it.covers());
  }

  /// What is left out stays out, so that the other side says what it expects.
  Map<String, String> body() {
    Map<String, String> body = new LinkedHashMap<>();
    add(body, "method", method);
    add(body, "order", order);
    add(body, "owner", owner);
    add(body, "account", account);
    add(body, "lookup", lookup);
    add(body, "onErase", onErase);
    add(body, "covers", covers);
    if (deadlineHours != null) {
      body.put("deadline", Duration.ofHours(deadlineHours).toString());
    }
    if (!"manual".equals(method)) {
      add(body, "target", target);
      add(body, "secret", secret);
    }
    return body;
  }

  private static void add(Map<String, String> body, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      body.put(name, value.strip());
    }
  }

  @Override
  public String toString() {
    return "Setup[hidden]";
  }
}
