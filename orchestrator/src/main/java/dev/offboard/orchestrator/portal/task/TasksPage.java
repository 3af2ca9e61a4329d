package dev.offboard.orchestrator.portal.task;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.PeopleNames;
import dev.offboard.orchestrator.portal.Typed;
import dev.offboard.orchestrator.portal.When;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// What is left to do in applications, and the word of somebody who has done it.
@Page
@RequestMapping("/tasks")
final class TasksPage {
  private static final String LIST = "portal/task/tasks";
  private static final String ONE = "portal/task/task";

  private final Tasks tasks;
  private final PeopleNames names;
  private final Clock clock;

  TasksPage(Tasks tasks, PeopleNames names, Clock clock) {
    this.tasks = tasks;
    this.names = names;
    this.clock = clock;
  }

  /// What the list is limited to, as its address says.
  ///
  /// @param show people, late, calls or all
  record Filter(String tenant, String application, String owner, String show) {
    private static final List<String> SHOWN = List.of("people", "late", "calls", "all");

    Filter {
      tenant = text(tenant);
      application = text(application);
      owner = text(owner);
      show = SHOWN.contains(text(show)) ? text(show) : "people";
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value.strip();
    }

    String doer() {
      return switch (show) {
        case "people" -> "people";
        case "calls" -> "calls";
        default -> "";
      };
    }

    boolean takes(Task task, Instant now) {
      return (owner.isEmpty() || task.owner().equals(owner))
          && (!show.equals("late") || task.isLate(now));
    }
  }

  /// What the form says.
  record Word(String note, String evidence, String back) {
    Word {
      note = note == null ? "" : note.strip();
      evidence = evidence == null ? "" : evidence.strip();
      back = back == null ? "" : back;
    }

    @Override
    public String toString() {
      return "Word[hidden]";
    }
  }

  @GetMapping
  String list(Caller caller, @ModelAttribute Filter filter, Model model) {
    Instant now = clock.instant();
    Told<List<Task>> told =
        tasks.left(
            Typed.seen(caller, filter.tenant()),
            filter.application().isEmpty() ? null : Typed.application(filter.application()),
            filter.doer());
    List<Task> left = told.isKnown() ? told.get() : List.of();
    model.addAttribute("filter", filter);
    model.addAttribute("trouble", told.trouble());
    model.addAttribute("isGlobal", caller.isGlobal());
    model.addAttribute("hasMore", left.size() == Tasks.MOST_SHOWN);
    model.addAttribute(
        "tasks",
        TaskLine.of(
            left.stream()
                .filter(task -> filter.takes(task, now))
                .sorted(Comparator.comparing(Task::deadlineAt))
                .toList(),
            now));
    model.addAttribute("asOf", When.exactly(now));
    return LIST;
  }

  @GetMapping("/{taskId}")
  String show(Caller caller, @PathVariable UUID taskId, Model model) {
    show(tasks.require(caller, taskId), caller, model);
    return ONE;
  }

  @PostMapping("/{taskId}/completion")
  String complete(
      Caller caller,
      @PathVariable UUID taskId,
      @ModelAttribute Word word,
      Model model,
      HttpServletResponse response) {
    Task task = tasks.require(caller, taskId);
    try {
      tasks.complete(caller, taskId, word.note(), word.evidence());
      return "redirect:"
          + (word.back().equals("offboarding")
              ? "/offboardings/" + task.offboardingId()
              : "/tasks/" + taskId);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(tasks.require(caller, taskId), caller, model);
      model.addAttribute("problem", problem.getBody().getDetail());
      model.addAttribute("word", word);
      return ONE;
    }
  }

  private void show(Task task, Caller caller, Model model) {
    Instant now = clock.instant();
    String by = task.confirmedBy();
    model.addAttribute("it", task);
    model.addAttribute("line", TaskLine.of(task, now));
    model.addAttribute("mayConfirm", task.isForPeople() && caller.roles().contains(Role.OPERATOR));
    model.addAttribute("by", by == null ? "" : names.of(List.of(by), caller).getOrDefault(by, by));
    model.addAttribute(
        "doneAt", task.doneAt() == null || task.isLeft() ? "" : When.exactly(task.doneAt()));
    model.addAttribute("problem", null);
    model.addAttribute("word", new Word("", "", ""));
  }
}
