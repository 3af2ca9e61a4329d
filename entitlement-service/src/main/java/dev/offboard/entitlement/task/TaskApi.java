package dev.offboard.entitlement.task;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.Required;
import dev.offboard.entitlement.connection.OwnerId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tasks over HTTP: what is left to do in applications, and the word of an owner who has done it.
@RestController
@RequestMapping("/api/tasks")
class TaskApi {
  private static final int MAX_PAGE = 500;
  private static final List<String> LEFT = List.of("waiting", "open");
  private static final List<String> DOERS = List.of("people", "calls");
  private static final List<String> ALL =
      List.of("waiting", "open", "done", "checking", "superseded");

  private final TaskList tasks;
  private final TaskOutcomes outcomes;

  TaskApi(TaskList tasks, TaskOutcomes outcomes) {
    this.tasks = tasks;
    this.outcomes = outcomes;
  }

  @GetMapping
  TaskPage listTasks(
      Caller caller,
      @RequestParam(defaultValue = "true") boolean open,
      @RequestParam(required = false) @Nullable TenantId tenantId,
      @RequestParam(required = false) @Nullable OwnerId owner,
      @RequestParam(required = false) @Nullable ApplicationId applicationId,
      @RequestParam(required = false) @Nullable UUID offboardingId,
      @RequestParam(required = false) @Nullable String doer,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw bad("limit", "%d (expected: 1 to %d)".formatted(limit, MAX_PAGE));
    }
    if (doer != null && !DOERS.contains(doer)) {
      throw bad("doer", "expected one of " + DOERS);
    }
    List<TaskView> page =
        tasks.page(
            open ? LEFT : ALL,
            new TaskList.Filter(
                caller.limit(tenantId), owner, applicationId, offboardingId, doer, after, limit));
    return new TaskPage(page, page.size() < limit ? null : page.getLast().taskId());
  }

  @GetMapping("/{taskId}")
  TaskView getTask(Caller caller, @PathVariable UUID taskId) {
    return tasks
        .find(taskId)
        .filter(task -> caller.sees(task.tenantId()))
        .orElseThrow(() -> unknown(taskId));
  }

  @PostMapping("/{taskId}/completion")
  TaskView completeTask(
      Caller caller, @PathVariable UUID taskId, @RequestBody CompletionRequest request) {
    TaskView task = getTask(caller, taskId);
    if (task.state().equals("open") && task.nextTryAt() != null) {
      throw ApiProblem.conflict(
          "task-not-manual",
          "Task %s is done by calling application %s, next at %s. Nothing was changed; put the connection as manual if it can't be reached any more."
              .formatted(taskId, task.applicationId(), task.nextTryAt()));
    }
    boolean completed =
        outcomes.confirmed(
            taskId,
            new UserRef(task.tenantId(), task.userId()),
            new StepKey(task.offboardingId(), Phase.of(task.phase()), task.epoch()),
            request.confirmation(caller));
    if (!completed) {
      throw ApiProblem.conflict(
              "task-not-open",
              "Task %s is %s (expected: open). Nothing was changed; a waiting task has its turn when those before it are done."
                  .formatted(taskId, getTask(caller, taskId).state()))
          .with("state", getTask(caller, taskId).state());
    }
    return getTask(caller, taskId);
  }

  private static ApiProblem unknown(UUID id) {
    return ApiProblem.notFound(
        "task-unknown", "There is no task %s; GET /api/tasks lists those there are.".formatted(id));
  }

  private static ApiProblem bad(String field, String what) {
    return ApiProblem.badRequest("invalid-value", field + ": " + what).with("field", field);
  }

  /// `note` says what was done, `evidence` where that can be seen. Both are forgotten when the user
  /// is erased. `by` is said by another service that passes on what somebody did there.
  record CompletionRequest(@Required String note, @Nullable String evidence, @Nullable String by) {
    private static final int MAX_LENGTH = 2000;

    private static final int LONGEST_SUBJECT = 255;

    TaskOutcomes.Confirmation confirmation(Caller caller) {
      if (note.isBlank() || note.length() > MAX_LENGTH) {
        throw bad("note", "%d characters (expected: 1 to %d)".formatted(note.length(), MAX_LENGTH));
      }
      if (evidence != null && evidence.length() > MAX_LENGTH) {
        throw bad(
            "evidence",
            "%d characters (expected: at most %d)".formatted(evidence.length(), MAX_LENGTH));
      }
      return new TaskOutcomes.Confirmation(note, evidence, subject(caller));
    }

    /// Nobody else can say that somebody said so.
    private String subject(Caller caller) {
      if (by == null) {
        return caller.subject();
      }
      if (!caller.roles().contains(Role.SERVICE) || by.isBlank() || by.length() > LONGEST_SUBJECT) {
        throw bad("by", "is given (expected: nothing, it is who asks)");
      }
      return by;
    }
  }

  /// `next` is the `after` of the next page, absent on the last.
  record TaskPage(List<TaskView> tasks, @Nullable UUID next) {}
}
