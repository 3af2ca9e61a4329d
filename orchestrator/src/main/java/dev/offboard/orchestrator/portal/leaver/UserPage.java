package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.Reasons.Reason;
import java.time.Instant;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Somebody and everything they can get at, before anything is clicked; then the reasons to leave,
/// each with what it leads to.
@Page
final class UserPage {
  private final Leavers leavers;
  private final Reasons reasons;

  UserPage(Leavers leavers, Reasons reasons) {
    this.leavers = leavers;
    this.reasons = reasons;
  }

  /// A reason with what it would lead to if it were chosen now.
  record Choice(Reason reason, Outlook outlook) {}

  @GetMapping("/users/{tenantId}/{userId}")
  String show(
      Caller caller, @PathVariable String tenantId, @PathVariable String userId, Model model) {
    UserRef user = UserPath.of(caller, tenantId, userId);
    Leaver leaver = leavers.find(user);
    model.addAttribute("leaver", leaver);
    model.addAttribute("choices", choices(leaver.now()));
    return "portal/leaver/user";
  }

  private List<Choice> choices(Instant now) {
    return reasons.offered().stream()
        .map(reason -> new Choice(reason, Outlook.of(reason.policy(), null, now)))
        .toList();
  }
}
