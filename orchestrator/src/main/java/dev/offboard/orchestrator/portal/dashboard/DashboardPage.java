package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.application.Applications;
import dev.offboard.orchestrator.portal.application.Load;
import dev.offboard.orchestrator.portal.dashboard.InFlight.ParticipantCount;
import dev.offboard.orchestrator.portal.live.LiveUpdates;
import dev.offboard.orchestrator.portal.live.Versions;
import dev.offboard.orchestrator.portal.live.Watched;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What is going on, at a glance, for those on duty.
@Page
final class DashboardPage {
  /// Those in trouble come first; the page of applications has the others.
  private static final int MOST_APPLICATIONS = 15;

  /// As the access table has it.
  private static final Set<Role> WHO_OPENS_APPLICATIONS =
      Set.of(Role.VIEWER, Role.OPERATOR, Role.ADMINISTRATOR);

  private final InFlight inFlight;
  private final Applications applications;
  private final RevokedByHour byHour;
  private final Plumbing plumbing;
  private final Versions versions;
  private final LiveUpdates live;
  private final Clock clock;

  DashboardPage(
      InFlight inFlight,
      Applications applications,
      RevokedByHour byHour,
      Plumbing plumbing,
      Versions versions,
      LiveUpdates live,
      Clock clock) {
    this.inFlight = inFlight;
    this.applications = applications;
    this.byHour = byHour;
    this.plumbing = plumbing;
    this.versions = versions;
    this.live = live;
    this.clock = clock;
  }

  @GetMapping("/dashboard")
  String show(
      Caller caller,
      @RequestParam(defaultValue = "") String tenant,
      @RequestParam(defaultValue = "") String state,
      Model model) {
    Filter filter = Filter.of(caller, tenant, state);
    String version = versions.of(new Watched.AllLive(filter.tenant()));
    List<ParticipantCount> participants = inFlight.participants(filter.tenant());
    model.addAttribute(
        "it",
        new Overview(
            filter,
            inFlight.states(filter.tenant()),
            inFlight.waiting(filter),
            participants,
            inFlight.timesToRevoke(filter.tenant()).orElse(null),
            plumbing.signs(participants, clock.instant()),
            version,
            clock.instant()));
    Told<List<Load>> loads = applications.loadsLately(filter.tenant());
    model.addAttribute("applicationsTrouble", loads.trouble());
    model.addAttribute(
        "applications",
        loads.isKnown()
            ? loads.get().stream().filter(Load::isWorthALook).limit(MOST_APPLICATIONS).toList()
            : List.of());
    model.addAttribute(
        "mayOpenApplications", WHO_OPENS_APPLICATIONS.stream().anyMatch(caller.roles()::contains));
    model.addAttribute("consumers", plumbing.readings(clock.instant()));
    model.addAttribute("now", clock.instant());
    model.addAttribute("bars", byHour.bars(filter.tenant(), clock.instant()));
    model.addAttribute("states", states());
    model.addAttribute("isGlobal", caller.isGlobal());
    return "portal/dashboard/dashboard";
  }

  @GetMapping(path = "/dashboard/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      Caller caller,
      @RequestParam(defaultValue = "") String tenant,
      @RequestParam(required = false) @Nullable String seen,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
    Filter filter = Filter.of(caller, tenant, "");
    return live.open(new Watched.AllLive(filter.tenant()), last == null ? seen : last);
  }

  private static List<OffboardingState> states() {
    return Arrays.stream(OffboardingState.values())
        .filter(state -> !state.isTerminal() && state != OffboardingState.UNKNOWN)
        .toList();
  }
}
