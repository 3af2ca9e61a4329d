package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.NoteText;
import dev.offboard.orchestrator.offboarding.OffboardingRequest;
import dev.offboard.orchestrator.offboarding.OffboardingRequests;
import dev.offboard.orchestrator.offboarding.OffboardingRequests.Answer;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.Reasons.Reason;
import dev.offboard.orchestrator.saga.Party;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The last question before somebody is offboarded, which names them, and the button. The form
/// carries a key of its own: whoever clicks twice begins one offboarding.
@Page
@RequestMapping("/users/{tenantId}/{userId}/offboarding")
final class OffboardPage {
  private static final String TEMPLATE = "portal/leaver/offboard";

  private final Leavers leavers;
  private final Reasons reasons;
  private final OffboardingRequests requests;

  OffboardPage(Leavers leavers, Reasons reasons, OffboardingRequests requests) {
    this.leavers = leavers;
    this.reasons = reasons;
    this.requests = requests;
  }

  /// What the forms of both pages say.
  record Wish(String reason, String on, String note, String key) {
    Wish {
      reason = reason == null ? "" : reason;
      on = on == null ? "" : on;
      note = note == null || note.isBlank() ? "" : note.strip();
      key = key == null || key.isBlank() ? UUID.randomUUID().toString() : key;
    }

    @Override
    public String toString() {
      return "Wish[%s, %s, %s]".formatted(reason, on, key);
    }
  }

  @GetMapping
  String ask(
      Caller caller,
      @PathVariable String tenantId,
      @PathVariable String userId,
      @ModelAttribute Wish wish,
      Model model,
      HttpServletResponse response) {
    UserRef user = UserPath.of(caller, tenantId, userId);
    Leaver leaver = leavers.find(user);
    Start start = Start.of(wish.on(), leaver.now());
    if (start.objection() != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    show(leaver, wish, start, model);
    return TEMPLATE;
  }

  @PostMapping
  String begin(
      Caller caller,
      @PathVariable String tenantId,
      @PathVariable String userId,
      @ModelAttribute Wish wish,
      Model model,
      HttpServletResponse response) {
    UserRef user = UserPath.of(caller, tenantId, userId);
    Leaver leaver = leavers.find(user);
    Start start = Start.of(wish.on(), leaver.now());
    show(leaver, wish, start, model);
    if (start.objection() != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return TEMPLATE;
    }
    try {
      return "redirect:/offboardings/" + begin(caller, user, wish, start);
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      model.addAttribute("problem", problem.getBody().getDetail());
      model.addAttribute("underWay", underWay(problem));
      return TEMPLATE;
    }
  }

  private OffboardingId begin(Caller caller, UserRef user, Wish wish, Start start) {
    OffboardingRequest request =
        new OffboardingRequest(
            user,
            new ReasonCode(required(wish).code()),
            List.of(),
            start.at(),
            NoteText.checked(wish.note().isEmpty() ? null : wish.note()),
            wish.key());
    Party requester = new Party(caller.initiator(Role.REQUESTER), caller.person());
    return switch (requests.request(request, requester)) {
      case Answer.Began began -> began.decision().next().id();
      case Answer.Repeated repeated -> repeated.id();
      case Answer.Existing existing -> existing.id();
    };
  }

  private void show(Leaver leaver, Wish wish, Start start, Model model) {
    Reason reason = required(wish);
    model.addAttribute("leaver", leaver);
    model.addAttribute("wish", wish);
    model.addAttribute("reason", reason);
    model.addAttribute("isPlanned", start.at() != null);
    model.addAttribute("outlook", Outlook.of(reason.policy(), start.at(), leaver.now()));
    model.addAttribute("problem", start.objection());
    model.addAttribute("underWay", null);
  }

  /// What stands in the way, if it is another offboarding.
  private static Object underWay(ApiProblem problem) {
    var properties = problem.getBody().getProperties();
    Object id = properties == null ? null : properties.get("offboardingId");
    return id == null ? "" : id.toString();
  }

  private Reason required(Wish wish) {
    return reasons
        .find(wish.reason())
        .orElseThrow(
            () ->
                ApiProblem.badRequest(
                    "reason-unknown",
                    "That is no reason to choose here. Nothing was done; go back and choose one."));
  }
}
