package dev.offboard.orchestrator.portal.task;

import dev.offboard.orchestrator.portal.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A task as a list shows it.
///
/// @param what has to be done, in words
/// @param due when, in words
/// @param standing what it waits for
public record TaskLine(
    String id,
    String application,
    String tenant,
    String owner,
    String user,
    String account,
    String offboarding,
    String what,
    String due,
    String dueAt,
    boolean isLate,
    boolean isForPeople,
    String standing,
    @Nullable String trouble) {
  private static final Map<String, String> WHAT =
      Map.of(
          "revoke", "block the account",
          "erase", "delete the account",
          "reinstate", "give the account back",
          "withdraw", "take the roles away",
          "restore", "give the roles back");

  public static TaskLine of(Task task, Instant now) {
    return new TaskLine(
        task.taskId().toString(),
        task.applicationId(),
        task.tenantId().value(),
        task.owner(),
        task.user().key(),
        task.account(),
        task.offboardingId().toString(),
        what(task),
        due(task, now),
        task.deadlineAt().toString(),
        task.isLate(now),
        task.isForPeople(),
        standing(task, now),
        task.trouble());
  }

  public static List<TaskLine> of(List<Task> tasks, Instant now) {
    return tasks.stream().map(task -> of(task, now)).toList();
  }

  static String what(Task task) {
    List<String> roles = task.roles() == null ? List.of() : task.roles();
    String what = WHAT.getOrDefault(task.phase(), task.phase());
    return roles.isEmpty() ? what : "%s: %s".formatted(what, String.join(", ", roles));
  }

  private static String due(Task task, Instant now) {
    Duration left = Duration.between(now, task.deadlineAt());
    return left.isNegative()
        ? "was due " + When.ago(task.deadlineAt(), now)
        : "due in " + When.lasting(left);
  }

  private static String standing(Task task, Instant now) {
    Instant next = task.nextTryAt();
    if (task.state().equals("waiting")) {
      return "has its turn when those before it are done";
    }
    if (!task.isLeft()) {
      return "done";
    }
    if (next == null) {
      return "waits for a person";
    }
    return next.isAfter(now)
        ? "called again in " + When.lasting(Duration.between(now, next))
        : "is being called";
  }
}
