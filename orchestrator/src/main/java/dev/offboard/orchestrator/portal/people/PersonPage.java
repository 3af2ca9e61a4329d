package dev.offboard.orchestrator.portal.people;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.Administration;
import dev.offboard.orchestrator.person.PersonView;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One account, and what can be done with it. Everything takes effect at the person's next request.
@Page
@RequestMapping("/people/{id}")
final class PersonPage {
  private static final String TEMPLATE = "portal/people/person";

  private final Administration administration;
  private final Clock clock;

  PersonPage(Administration administration, Clock clock) {
    this.administration = administration;
    this.clock = clock;
  }

  @GetMapping
  String show(Caller caller, @PathVariable UUID id, Model model) {
    show(caller, administration.get(caller, id), model);
    return TEMPLATE;
  }

  @PostMapping("/roles")
  String setRoles(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable List<String> roles,
      Model model,
      HttpServletResponse response) {
    return done(caller, id, () -> administration.setRoles(caller, id, roles), model, response);
  }

  @PostMapping("/disabling")
  String disable(Caller caller, @PathVariable UUID id, Model model, HttpServletResponse response) {
    return done(caller, id, () -> administration.disable(caller, id), model, response);
  }

  @PostMapping("/enabling")
  String enable(Caller caller, @PathVariable UUID id, Model model, HttpServletResponse response) {
    return done(caller, id, () -> administration.enable(caller, id), model, response);
  }

  @PostMapping("/session-ending")
  String endSessions(
      Caller caller, @PathVariable UUID id, Model model, HttpServletResponse response) {
    return done(caller, id, () -> administration.endSessions(caller, id), model, response);
  }

  /// The answer shows a password for one sign-in, this once.
  @PostMapping("/password-reset")
  String reset(Caller caller, @PathVariable UUID id, Model model, HttpServletResponse response) {
    return done(caller, id, () -> administration.reset(caller, id), model, response);
  }

  private String done(
      Caller caller,
      UUID id,
      Supplier<PersonView> change,
      Model model,
      HttpServletResponse response) {
    try {
      PersonView changed = change.get();
      if (changed.oneTimePassword() == null) {
        return "redirect:/people/" + id;
      }
      response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
      show(caller, changed, model);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(caller, administration.get(caller, id), model);
      model.addAttribute("problem", problem.getBody().getDetail());
    }
    return TEMPLATE;
  }

  private void show(Caller caller, PersonView person, Model model) {
    model.addAttribute("it", PersonLine.of(person, clock.instant()));
    model.addAttribute("password", person.oneTimePassword());
    model.addAttribute("isOneself", person.subject().equals(caller.subject()));
    model.addAttribute("roles", PeoplePage.grantable(caller));
    model.addAttribute("problem", null);
  }
}
