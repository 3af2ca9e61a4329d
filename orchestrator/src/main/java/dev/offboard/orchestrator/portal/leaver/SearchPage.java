package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.inventory.Account;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.inventory.Users;
import dev.offboard.orchestrator.inventory.Users.Found;
import dev.offboard.orchestrator.page.Page;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Finds whom somebody has in mind. If it can only be one, it leads there at once.
@Page
final class SearchPage {
  /// As much as identity-service looks at.
  private static final int LONGEST_QUERY = 100;

  private final Users users;

  SearchPage(Users users) {
    this.users = users;
  }

  @GetMapping("/users")
  String search(Caller caller, @RequestParam(defaultValue = "") String query, Model model) {
    String asked = query.strip();
    model.addAttribute("query", asked);
    model.addAttribute("found", null);
    model.addAttribute("trouble", null);
    if (asked.isEmpty()) {
      return "portal/leaver/search";
    }
    if (asked.length() > LONGEST_QUERY || asked.codePoints().anyMatch(Character::isISOControl)) {
      model.addAttribute("found", new Found(java.util.List.of(), false));
      return "portal/leaver/search";
    }
    Told<Found> told = users.search(caller.tenant(), asked);
    if (told.isKnown() && told.get().isUnique()) {
      Account only = told.get().users().getFirst();
      return "redirect:/users/%s/%s".formatted(only.tenantId(), only.userId());
    }
    model.addAttribute("found", told.value());
    model.addAttribute("trouble", told.trouble());
    return "portal/leaver/search";
  }
}
