package dev.offboard.orchestrator.portal.people;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.Administration;
import dev.offboard.orchestrator.person.PersonBody;
import dev.offboard.orchestrator.person.PersonView;
import dev.offboard.orchestrator.portal.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Who may sign in, and somebody new.
@Page
@RequestMapping("/people")
final class PeoplePage {
  private static final String TEMPLATE = "portal/people/people";

  private final Administration administration;
  private final Clock clock;

  PeoplePage(Administration administration, Clock clock) {
    this.administration = administration;
    this.clock = clock;
  }

  /// What the form says.
  record Wish(
      @Nullable String name,
      @Nullable String tenant,
      @Nullable List<String> roles,
      @Nullable String person) {
    static final Wish NONE = new Wish("", "", List.of(), "");

    public boolean has(String role) {
      return roles != null && roles.contains(role);
    }

    PersonBody body() {
      return new PersonBody(
          name,
          Typed.tenant(tenant),
          roles,
          person == null || person.isBlank() ? null : person.strip());
    }

    @Override
    public String toString() {
      return "Wish[hidden]";
    }
  }

  @GetMapping
  String list(Caller caller, Model model) {
    show(caller, null, Wish.NONE, model);
    return TEMPLATE;
  }

  @PostMapping
  String create(
      Caller caller, @ModelAttribute Wish wish, Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    try {
      show(caller, administration.create(caller, wish.body()), Wish.NONE, model);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(caller, null, wish, model);
      model.addAttribute("problem", problem.getBody().getDetail());
    }
    return TEMPLATE;
  }

  private void show(Caller caller, @Nullable PersonView made, Wish wish, Model model) {
    Instant now = clock.instant();
    model.addAttribute("made", made);
    model.addAttribute("wish", wish);
    model.addAttribute(
        "people",
        administration.list(caller, null).stream().map(it -> PersonLine.of(it, now)).toList());
    model.addAttribute("roles", grantable(caller));
    model.addAttribute("isGlobal", caller.isGlobal());
    model.addAttribute("problem", null);
  }

  /// Nobody grants what they don't have.
  static List<String> grantable(Caller caller) {
    return caller.roles().stream()
        .filter(Role.GRANTABLE::contains)
        .map(Role::wireName)
        .sorted()
        .toList();
  }
}
