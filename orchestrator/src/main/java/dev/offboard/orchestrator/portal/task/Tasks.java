package dev.offboard.orchestrator.portal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.ServiceReads;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import dev.offboard.orchestrator.inventory.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The tasks of entitlement-service for those who see their tenant.
@Component
public class Tasks {
  private static final Logger log = LoggerFactory.getLogger(Tasks.class);

  /// As many as entitlement-service tells at once; who has more narrows it down.
  static final int MOST_SHOWN = 500;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ServiceReads services;

  Tasks(ServiceReads services) {
    this.services = services;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TaskPage(List<Task> tasks) {}

  /// What is left to do.
  ///
  /// @param application null for every one
  /// @param doer people or calls; empty for both
  Told<List<Task>> left(@Nullable TenantId tenant, @Nullable String application, String doer) {
    return list(
        "/api/tasks?open=true&limit=%d%s%s%s"
            .formatted(
                MOST_SHOWN,
                tenant == null ? "" : "&tenantId=" + tenant,
                application == null ? "" : "&applicationId=" + application,
                doer.isEmpty() ? "" : "&doer=" + doer));
  }

  /// What is left to do for one offboarding.
  public Told<List<Task>> leftOf(OffboardingId offboarding) {
    return list(
        "/api/tasks?open=true&limit=%d&offboardingId=%s".formatted(MOST_SHOWN, offboarding));
  }

  private Told<List<Task>> list(String path) {
    try {
      return Told.known(
          services
              .read(Service.ENTITLEMENT, path, TaskPage.class)
              .map(TaskPage::tasks)
              .orElse(List.of()));
    } catch (ServiceAway e) {
      return Told.away(e);
    }
  }

  /// @throws ApiProblem 404 for one that isn't there or is of another tenant, 503 if nobody says
  Task require(Caller caller, UUID id) {
    try {
      return services
          .read(Service.ENTITLEMENT, "/api/tasks/" + id, Task.class)
          .filter(task -> caller.sees(task.tenantId()))
          .orElseThrow(
              () ->
                  ApiProblem.notFound(
                      "task-unknown", "There is no task %s. Nothing was done.".formatted(id)));
    } catch (ServiceAway e) {
      throw away(e);
    }
  }

  /// Somebody's word that it is done.
  ///
  /// @throws ApiProblem 400 without a note, 404, 409 if it isn't open or is done by a program
  void complete(Caller caller, UUID id, String note, String evidence) {
    Task task = require(caller, id);
    Map<String, String> body = new HashMap<>(Map.of("note", note, "by", caller.subject()));
    if (!evidence.isEmpty()) {
      body.put("evidence", evidence);
    }
    try {
      services.change(Service.ENTITLEMENT, "POST", "/api/tasks/%s/completion".formatted(id), body);
    } catch (ServiceAway e) {
      throw away(e);
    }
    log.info("{} confirmed task {} of {}", caller.subject(), id, task.user());
  }

  /// Has the applications called now that one offboarding waits for, also those that are left alone
  /// for a while. Says nothing of what comes of it, and never fails: the calls come anyway.
  public void tryNow(OffboardingId offboarding) {
    Told<List<Task>> left = leftOf(offboarding);
    if (!left.isKnown()) {
      return;
    }
    left.get().stream()
        .filter(task -> task.nextTryAt() != null)
        .map(
            task ->
                "/api/tenants/%s/applications/%s/connection/probe"
                    .formatted(task.tenantId(), task.applicationId()))
        .distinct()
        .forEach(this::probe);
  }

  private void probe(String path) {
    try {
      services.change(Service.ENTITLEMENT, "POST", path, Map.of());
    } catch (ApiProblem | ServiceAway e) {
      log.info(
          "{} is not called at once ({}); it is called when its pause is over",
          path,
          e.getMessage());
    }
  }

  private static ApiProblem away(ServiceAway away) {
    return ApiProblem.unavailable("service-away", away.getMessage() + ".", SOON);
  }
}
