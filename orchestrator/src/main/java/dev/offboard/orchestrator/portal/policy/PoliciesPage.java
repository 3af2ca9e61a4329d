package dev.offboard.orchestrator.portal.policy;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.policy.PolicyActivation;
import dev.offboard.orchestrator.policy.PolicyBody;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All policies, and one with its versions.
@Page
final class PoliciesPage {
  private final Policies policies;
  private final PolicyActivation activation;

  PoliciesPage(Policies policies, PolicyActivation activation) {
    this.policies = policies;
    this.activation = activation;
  }

  @GetMapping("/policies")
  String all(Model model) {
    model.addAttribute("policies", policies.active().stream().map(Shown::of).toList());
    return "portal/policy/policies";
  }

  @GetMapping("/policies/{reason}")
  String one(Caller caller, @PathVariable String reason, Model model) {
    ReasonCode code = code(reason);
    model.addAttribute("policy", Shown.of(activation.known(code)));
    model.addAttribute("versions", VersionLine.of(policies.versions(code)));
    model.addAttribute("mayEdit", mayEdit(caller));
    return "portal/policy/policy";
  }

  /// Back to an older version, as a new one.
  @PostMapping("/policies/{reason}/roll-back")
  String rollBack(
      Caller caller,
      @PathVariable String reason,
      @RequestParam int equalTo,
      @RequestParam int basedOn,
      @RequestParam(defaultValue = "") String note) {
    String why = note.isBlank() ? "Back to version %d.".formatted(equalTo) : note;
    activation.activate(
        caller,
        code(reason),
        new PolicyBody(
            basedOn, equalTo, why, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null));
    return "redirect:/policies/" + code(reason);
  }

  /// Policies are the same for all tenants, so whoever is bound to one only reads them.
  static boolean mayEdit(Caller caller) {
    return caller.isGlobal() && caller.roles().contains(Role.ADMINISTRATOR);
  }

  static ReasonCode code(String reason) {
    try {
      return new ReasonCode(reason);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound("reason-unknown", "There is no such policy. Nothing was done.");
    }
  }
}
