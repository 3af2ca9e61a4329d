package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.inventory.Users;
import dev.offboard.orchestrator.note.Notes;
import dev.offboard.orchestrator.offboarding.NoteText;
import dev.offboard.orchestrator.offboarding.OffboardingViews;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.offboarding.Undoing;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.live.LiveUpdates;
import dev.offboard.orchestrator.portal.live.Versions;
import dev.offboard.orchestrator.portal.live.Watched;
import dev.offboard.orchestrator.saga.Offboarding;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
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

/// The page of one offboarding, which follows it live, and its undo.
@Page
@RequestMapping("/offboardings/{id}")
final class OffboardingPage {
  private static final String TEMPLATE = "portal/offboarding/offboarding";

  private final Offboardings offboardings;
  private final OffboardingViews views;
  private final Undoing undoing;
  private final Notes notes;
  private final Users users;
  private final Versions versions;
  private final LiveUpdates live;
  private final Clock clock;

  OffboardingPage(
      Offboardings offboardings,
      OffboardingViews views,
      Undoing undoing,
      Notes notes,
      Users users,
      Versions versions,
      LiveUpdates live,
      Clock clock) {
    this.offboardings = offboardings;
    this.views = views;
    this.undoing = undoing;
    this.notes = notes;
    this.users = users;
    this.versions = versions;
    this.live = live;
    this.clock = clock;
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

  /// The version is read first: what changes meanwhile is shown, and told once more.
  private void show(Caller caller, UUID id, @Nullable String problem, Model model) {
    String version = versions.of(new Watched.One(new OffboardingId(id)));
    Offboarding offboarding = views.find(caller, new OffboardingId(id));
    List<StateChange> history = offboardings.historyOf(offboarding);
    model.addAttribute(
        "it",
        new Shown(
            offboarding,
            users.nameOf(offboarding.user()),
            Picture.of(offboarding, clock.instant()),
            HistoryLine.of(history, notes.read(offboarding.user(), history)),
            version,
            clock.instant()));
    model.addAttribute("mayUndo", undoing.isFor(caller, offboarding));
    model.addAttribute("problem", problem);
  }
}
