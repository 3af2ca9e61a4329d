package dev.offboard.orchestrator.portal.policy;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.policy.Draft;
import dev.offboard.orchestrator.policy.FieldProblem;
import dev.offboard.orchestrator.policy.PolicyActivation;
import dev.offboard.orchestrator.policy.PolicyBody;
import dev.offboard.orchestrator.policy.PolicyVersion;
import dev.offboard.orchestrator.rehearsal.Rehearsals;
import dev.offboard.orchestrator.rule.Variable;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The form of a policy. Its first button tries it, its second activates it; what is wrong stands
/// at the field.
@Page
@RequestMapping("/policies/{reason}")
final class EditPage {
  private static final String TEMPLATE = "portal/policy/edit";

  private final PolicyActivation activation;
  private final Rehearsals rehearsals;

  EditPage(PolicyActivation activation, Rehearsals rehearsals) {
    this.activation = activation;
    this.rehearsals = rehearsals;
  }

  @GetMapping("/edit")
  String edit(@PathVariable String reason, Model model) {
    PolicyVersion active = activation.known(PoliciesPage.code(reason));
    show(active, Form.of(active.policy()), List.of(), model);
    return TEMPLATE;
  }

  @PostMapping("/simulation")
  String simulate(
      @PathVariable String reason,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response) {
    ReasonCode code = PoliciesPage.code(reason);
    PolicyVersion active = activation.known(code);
    Form form = new Form(fields);
    Draft draft = activation.draft(code, form.body(active.policy().settings()));
    show(active, form, draft.problems(), model);
    if (draft.problems().isEmpty()) {
      model.addAttribute("rehearsal", rehearsals.of(draft.policy()));
    } else {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return TEMPLATE;
  }

  @PostMapping("/versions")
  String activate(
      Caller caller,
      @PathVariable String reason,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response) {
    ReasonCode code = PoliciesPage.code(reason);
    PolicyVersion active = activation.known(code);
    Form form = new Form(fields);
    PolicyBody body = form.body(active.policy().settings());
    try {
      activation.activate(caller, code, body);
      return "redirect:/policies/" + code;
    } catch (ApiProblem problem) {
      show(active, form, problems(problem), model);
      model.addAttribute("problem", problem.getBody().getDetail());
      response.setStatus(
          problem.getStatusCode() == HttpStatus.BAD_REQUEST
              ? HttpStatus.UNPROCESSABLE_CONTENT.value()
              : problem.getStatusCode().value());
      return TEMPLATE;
    }
  }

  private static List<FieldProblem> problems(ApiProblem problem) {
    Map<String, Object> properties = problem.getBody().getProperties();
    Object errors = properties == null ? null : properties.get("errors");
    return errors instanceof List<?> list
        ? list.stream()
            .filter(FieldProblem.class::isInstance)
            .map(FieldProblem.class::cast)
            .toList()
        : List.of();
  }

  private static void show(
      PolicyVersion active, Form form, List<FieldProblem> problems, Model model) {
    model.addAttribute("policy", Shown.of(active));
    model.addAttribute("form", form);
    model.addAttribute("errors", form.atFields(problems));
    model.addAttribute("variables", Variable.values());
    model.addAttribute("suggestions", Suggestion.ALL);
    model.addAttribute("rehearsal", null);
    model.addAttribute(
        "problem",
        problems.isEmpty()
            ? null
            : "Not everything can be kept as it is. Nothing was done; look at the fields below.");
  }
}
