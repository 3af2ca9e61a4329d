package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.AskingAgain;
import dev.offboard.orchestrator.offboarding.NoteText;
import dev.offboard.orchestrator.offboarding.OffboardingViews;
import dev.offboard.orchestrator.offboarding.Undoing;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.live.LiveUpdates;
import dev.offboard.orchestrator.portal.live.Watched;
import dev.offboard.orchestrator.portal.task.Tasks;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The page of one offboarding, which follows it live, its undo and its retry.
@Page
@RequestMapping("/offboardings/{id}")
final class OffboardingPage {
  private static final String TEMPLATE = "portal/offboarding/offboarding";

  private final OffboardingViews views;
  private final Undoing undoing;
  private final AskingAgain askingAgain;
  private final Tasks tasks;
  private final Showing showing;
  private final LiveUpdates live;

  OffboardingPage(
      OffboardingViews views,
      Undoing undoing,
      AskingAgain askingAgain,
      Tasks tasks,
      Showing showing,
      LiveUpdates live) {
    this.views = views;
    this.undoing = undoing;
    this.askingAgain = askingAgain;
    this.tasks = tasks;
    this.showing = showing;
    this.live = live;
  }

  @GetMapping
  String show(Caller caller, @PathVariable UUID id, Model model) {
    show(caller, id, null, model);
    return TEMPLATE;
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String seen,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
    views.find(caller, new OffboardingId(id));
    return live.open(new Watched.One(new OffboardingId(id)), last == null ? seen : last);
  }

  @PostMapping("/undo")
  String undo(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String note,
      Model model,
      HttpServletResponse response) {
    Offboarding found = views.find(caller, new OffboardingId(id));
    try {
      undoing.undo(found.id(), NoteText.checked(note.isBlank() ? null : note.strip()), caller);
      return "redirect:/offboardings/" + id;
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(caller, id, problem.getBody().getDetail(), model);
      return TEMPLATE;
    }
  }

  /// Participants and applications alike.
  @PostMapping("/retry")
  String retry(Caller caller, @PathVariable UUID id, Model model, HttpServletResponse response) {
    Offboarding found = views.find(caller, new OffboardingId(id));
    try {
      askingAgain.askAgain(found.id(), caller);
      tasks.tryNow(found.id());
      return "redirect:/offboardings/" + id;
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(caller, id, problem.getBody().getDetail(), model);
      return TEMPLATE;
    }
  }

  private void show(Caller caller, UUID id, @Nullable String problem, Model model) {
    Shown shown = showing.shown(caller, new OffboardingId(id));
    model.addAttribute("it", shown);
    model.addAttribute("mayUndo", undoing.isFor(caller, shown.offboarding()));
    model.addAttribute(
        "mayRetry", shown.canBeAskedAgain() && caller.roles().contains(Role.OPERATOR));
    boolean isApprover = caller.roles().contains(Role.APPROVER);
    Party judge = JudgementPage.party(caller);
    model.addAttribute("mayApprove", isApprover && shown.offboarding().canBeApprovedBy(judge));
    model.addAttribute("mayDeny", isApprover && shown.offboarding().canBeDeniedBy(judge));
    model.addAttribute("problem", problem);
  }
}
