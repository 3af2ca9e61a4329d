package dev.offboard.orchestrator.portal.bulk;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.PeopleNames;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.roster.Roster;
import dev.offboard.orchestrator.roster.RosterDesk;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Where lists come in: a file, or a whole tenant. What comes back is the dry run; nothing has
/// begun.
@Page
@RequestMapping("/bulk")
final class BulkPage {
  private final RosterDesk desk;
  private final Reasons reasons;
  private final PeopleNames names;

  BulkPage(RosterDesk desk, Reasons reasons, PeopleNames names) {
    this.desk = desk;
    this.reasons = reasons;
    this.names = names;
  }

  /// What the forms say, to be shown again to whoever sent them.
  record Wish(Caller caller, String reason, String tenant) {}

  @GetMapping
  String all(Caller caller, Model model) {
    TenantId own = caller.tenant();
    show(new Wish(caller, "tenant-churn", own == null ? "" : own.value()), model);
    return "portal/bulk/bulk";
  }

  @PostMapping("/csv")
  String take(
      Caller caller,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam("file") MultipartFile file,
      Model model,
      HttpServletResponse response) {
    return answered(
        () -> desk.take(caller, bytes(file), code(reason)),
        new Wish(caller, reason, ""),
        model,
        response);
  }

  @PostMapping("/tenant")
  String takeTenant(
      Caller caller,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String tenant,
      Model model,
      HttpServletResponse response) {
    return answered(
        () -> desk.takeTenant(caller, tenant(tenant), code(reason)),
        new Wish(caller, reason, tenant),
        model,
        response);
  }

  private String answered(
      Supplier<Roster> taking, Wish wish, Model model, HttpServletResponse response) {
    try {
      return "redirect:/bulk/" + taking.get().id();
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      show(wish, model);
      model.addAttribute("problem", problem.getBody().getDetail());
      return "portal/bulk/bulk";
    }
  }

  private void show(Wish wish, Model model) {
    model.addAttribute("wish", wish);
    model.addAttribute("reasons", reasons.offered());
    List<Roster> latest = desk.latest();
    Map<String, String> known =
        names.of(latest.stream().map(Progress::maker).toList(), wish.caller());
    model.addAttribute("lists", latest.stream().map(it -> Progress.of(it, known)).toList());
    model.addAttribute("problem", null);
  }

  private static byte[] bytes(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException e) {
      throw ApiProblem.badRequest(
          "csv-unfit", "The file did not arrive whole. Nothing was done; try again.");
    }
  }

  private static ReasonCode code(String reason) {
    try {
      return new ReasonCode(reason);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("reason-unknown", "Choose a reason. Nothing was done.");
    }
  }

  private static TenantId tenant(String tenant) {
    try {
      return new TenantId(tenant.strip());
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound(
          "tenant-unknown", "That is no id of a tenant. Nothing was done; write one.");
    }
  }
}
