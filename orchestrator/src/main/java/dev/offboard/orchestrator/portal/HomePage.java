package dev.offboard.orchestrator.portal;

import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.offboarding.LatestOffboardings;
import dev.offboard.orchestrator.page.Page;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Where everybody starts: what happened last in the tenants one sees.
@Page
final class HomePage {
  private static final int MOST_SHOWN = 25;

  private final LatestOffboardings offboardings;

  HomePage(LatestOffboardings offboardings) {
    this.offboardings = offboardings;
  }

  @GetMapping("/")
  String home(Caller caller, Model model) {
    model.addAttribute(
        "offboardings",
        offboardings.seenBy(caller, MOST_SHOWN).stream().map(OffboardingLine::of).toList());
    return "portal/home";
  }
}
