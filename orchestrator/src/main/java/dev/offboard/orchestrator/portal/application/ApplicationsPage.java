package dev.offboard.orchestrator.portal.application;

import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.Typed;
import java.time.Clock;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All applications outside at a glance, those in trouble first.
@Page
final class ApplicationsPage {
  private final Applications applications;
  private final Clock clock;

  ApplicationsPage(Applications applications, Clock clock) {
    this.applications = applications;
    this.clock = clock;
  }

  @GetMapping("/applications")
  String list(Caller caller, @RequestParam(defaultValue = "") String tenant, Model model) {
    Told<List<Load>> told = applications.loads(Typed.seen(caller, tenant));
    model.addAttribute("trouble", told.trouble());
    model.addAttribute("applications", told.isKnown() ? told.get() : List.of());
    model.addAttribute("tenant", tenant.strip());
    model.addAttribute("isGlobal", caller.isGlobal());
    model.addAttribute("now", clock.instant());
    return "portal/application/applications";
  }
}
