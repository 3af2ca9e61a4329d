package dev.offboard.orchestrator.portal.token;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.access.TokenBody;
import dev.offboard.orchestrator.access.TokenIssuing;
import dev.offboard.orchestrator.access.TokenView;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Tokens: who has one, when it was last used, and another one. A token itself is shown once, in
/// the answer that makes it, which nothing keeps.
@Page
@RequestMapping("/tokens")
final class TokensPage {
  private static final String TEMPLATE = "portal/token/tokens";

  private final TokenIssuing issuing;
  private final Clock clock;

  TokensPage(TokenIssuing issuing, Clock clock) {
    this.issuing = issuing;
    this.clock = clock;
  }

  /// What the form says.
  record Wish(
      @Nullable String name,
      @Nullable String tenant,
      @Nullable List<String> roles,
      @Nullable String person,
      @Nullable Integer days) {
    static final Wish NONE = new Wish("", "", List.of(), "", null);
    private static final int DEFAULT_DAYS = 90;

    public int daysOrDefault() {
      return days == null ? DEFAULT_DAYS : days;
    }

    public boolean has(String role) {
      return roles != null && roles.contains(role);
    }

    TokenBody body(Instant now) {
      return new TokenBody(
          name,
          Typed.tenant(tenant),
          roles,
          person == null || person.isBlank() ? null : person.strip(),
          now.plus(Duration.ofDays(daysOrDefault())));
    }
  }

  @GetMapping
  String list(Caller caller, Model model) {
    show(caller, null, model);
    return TEMPLATE;
  }

  @PostMapping
  String issue(
      Caller caller, @ModelAttribute Wish wish, Model model, HttpServletResponse response) {
    model.addAttribute("wish", wish);
    return showing(
        caller, () -> issuing.issue(caller, wish.body(clock.instant())), model, response);
  }

  @PostMapping("/{id}/rotation")
  String rotate(Caller caller, @PathVariable UUID id, Model model, HttpServletResponse response) {
    return showing(caller, () -> issuing.rotate(caller, id, null), model, response);
  }

  @PostMapping("/{id}/revocation")
  String revoke(Caller caller, @PathVariable UUID id) {
    issuing.revoke(caller, id);
    return "redirect:/tokens";
  }

  private String showing(
      Caller caller, Supplier<TokenView> done, Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    try {
      show(caller, done.get(), model);
      model.addAttribute("wish", Wish.NONE);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(caller, null, model);
      model.addAttribute("problem", problem.getBody().getDetail());
    }
    return TEMPLATE;
  }

  private void show(Caller caller, @Nullable TokenView made, Model model) {
    Instant now = clock.instant();
    model.addAttribute("made", made);
    model.addAttribute("tokens", TokenLine.of(issuing.list(caller, null), now));
    model.addAttribute("roles", grantable(caller));
    model.addAttribute("isGlobal", caller.isGlobal());
    if (!model.containsAttribute("wish")) {
      model.addAttribute("wish", Wish.NONE);
    }
    model.addAttribute("problem", null);
  }

  /// Nobody grants what they don't have.
  private static List<String> grantable(Caller caller) {
    return caller.roles().stream()
        .filter(Role.GRANTABLE::contains)
        .map(Role::wireName)
        .sorted()
        .toList();
  }
}
