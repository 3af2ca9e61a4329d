package dev.offboard.orchestrator.portal.bulk;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.PeopleNames;
import dev.offboard.orchestrator.portal.live.LiveUpdates;
import dev.offboard.orchestrator.portal.live.Versions;
import dev.offboard.orchestrator.portal.live.Watched;
import dev.offboard.orchestrator.roster.Finding;
import dev.offboard.orchestrator.roster.Roster;
import dev.offboard.orchestrator.roster.RosterDesk;
import dev.offboard.orchestrator.roster.RosterId;
import dev.offboard.orchestrator.roster.Row;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

/// One list: what was found, row by row, and how far it is, live.
@Page
@RequestMapping("/bulk/{id}")
final class RosterPage {
  private static final int ROWS = 100;

  private final RosterDesk desk;
  private final Versions versions;
  private final LiveUpdates live;
  private final PeopleNames names;

  RosterPage(RosterDesk desk, Versions versions, LiveUpdates live, PeopleNames names) {
    this.desk = desk;
    this.versions = versions;
    this.live = live;
    this.names = names;
  }

  @GetMapping
  String show(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String only,
      @RequestParam(defaultValue = "0") int after,
      Model model) {
    String version = versions.of(new Watched.People(id));
    fill(caller, desk.find(new RosterId(id)), model);
    model.addAttribute("version", version);
    rows(id, only, after, model);
    return "portal/bulk/roster";
  }

  private void rows(UUID id, String only, int after, Model model) {
    Set<Finding> wanted =
        Arrays.stream(Finding.values())
            .filter(it -> it.name().equals(only))
            .findFirst()
            .map(it -> (Set<Finding>) EnumSet.of(it))
            .orElseGet(() -> EnumSet.allOf(Finding.class));
    List<Row> rows = desk.rows(new RosterId(id), wanted, after, ROWS + 1);
    List<Row> shown = rows.subList(0, Math.min(ROWS, rows.size()));
    model.addAttribute("only", wanted.size() == 1 ? only : "");
    model.addAttribute("rows", shown.stream().map(RowLine::of).toList());
    model.addAttribute("next", rows.size() > ROWS ? shown.getLast().line() : null);
  }

  private void fill(Caller caller, Roster roster, Model model) {
    model.addAttribute(
        "it", Progress.of(roster, names.of(List.of(Progress.maker(roster)), caller)));
    model.addAttribute(
        "isMine",
        roster.createdBy().initiator().id().equals(caller.initiator(Role.REQUESTER).id()));
    model.addAttribute("problem", null);
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String seen,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
    desk.find(new RosterId(id));
    return live.open(new Watched.People(id), last == null ? seen : last);
  }

  @PostMapping("/start")
  String start(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String confirm,
      Model model,
      HttpServletResponse response) {
    try {
      desk.start(caller, new RosterId(id), confirm);
      return back(id);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(caller, id, "", 0, model);
      model.addAttribute("problem", problem.getBody().getDetail());
      return "portal/bulk/roster";
    }
  }

  @PostMapping("/pause")
  String pause(Caller caller, @PathVariable UUID id) {
    desk.pause(caller, new RosterId(id));
    return back(id);
  }

  @PostMapping("/resume")
  String resume(Caller caller, @PathVariable UUID id) {
    desk.resume(caller, new RosterId(id));
    return back(id);
  }

  @PostMapping("/stop")
  String stop(Caller caller, @PathVariable UUID id) {
    desk.stop(caller, new RosterId(id));
    return back(id);
  }

  private static String back(UUID id) {
    return "redirect:/bulk/" + id;
  }
}
