package dev.offboard.orchestrator.portal.application;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.portal.application.Applications.Application;
import dev.offboard.orchestrator.portal.application.Applications.Connection;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// One application: how it is reached, how it is doing, and another way to reach it.
@Page
@RequestMapping("/applications/{tenantId}/{applicationId}")
final class ApplicationPage {
  private static final String TEMPLATE = "portal/application/application";

  private final Applications applications;
  private final Clock clock;

  ApplicationPage(Applications applications, Clock clock) {
    this.applications = applications;
    this.clock = clock;
  }

  @GetMapping
  String show(
      Caller caller,
      @PathVariable String tenantId,
      @PathVariable String applicationId,
      Model model) {
    shown(caller, tenantId, applicationId, model);
    return TEMPLATE;
  }

  @PostMapping("/connection")
  String connect(
      Caller caller,
      @PathVariable String tenantId,
      @PathVariable String applicationId,
      @ModelAttribute Setup setup,
      Model model,
      HttpServletResponse response) {
    try {
      applications.connect(caller, tenantId, applicationId, setup.body());
      return "redirect:/applications/%s/%s".formatted(tenantId, applicationId);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      shown(caller, tenantId, applicationId, model);
      model.addAttribute("setup", setup);
      model.addAttribute("problem", problem.getBody().getDetail());
      return TEMPLATE;
    }
  }

  @PostMapping("/probe")
  String probe(
      Caller caller,
      @PathVariable String tenantId,
      @PathVariable String applicationId,
      Model model,
      HttpServletResponse response) {
    try {
      applications.probe(tenantId, applicationId);
      return "redirect:/applications/%s/%s".formatted(tenantId, applicationId);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      shown(caller, tenantId, applicationId, model);
      model.addAttribute("problem", problem.getBody().getDetail());
      return TEMPLATE;
    }
  }

  private void shown(Caller caller, String tenant, String id, Model model) {
    Application application = applications.require(tenant, id);
    Connection connection = applications.connection(tenant, id).orElse(null);
    Load load = load(tenant, id);
    model.addAttribute("it", application);
    model.addAttribute("tenant", tenant);
    model.addAttribute("label", application.label());
    model.addAttribute("connection", connection);
    model.addAttribute("load", load);
    model.addAttribute(
        "lastDone", load == null ? "not known right now" : load.lastDone(clock.instant()));
    model.addAttribute("asOf", When.exactly(clock.instant()));
    model.addAttribute("setup", Setup.of(connection));
    model.addAttribute("mayChange", caller.roles().contains(Role.ADMINISTRATOR));
    model.addAttribute(
        "mayProbe",
        connection != null
            && !connection.method().equals("manual")
            && !connection.standing().equals("disabled")
            && (caller.roles().contains(Role.OPERATOR)
                || caller.roles().contains(Role.ADMINISTRATOR)));
    model.addAttribute("problem", null);
  }

  private @Nullable Load load(String tenant, String id) {
    Told<List<Load>> told = applications.loads(new TenantId(tenant));
    return !told.isKnown()
        ? null
        : told.get().stream().filter(it -> it.applicationId().equals(id)).findFirst().orElse(null);
  }
}
