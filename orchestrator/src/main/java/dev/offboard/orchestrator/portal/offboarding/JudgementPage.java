package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.approval.Judging;
import dev.offboard.orchestrator.offboarding.NoteText;
import dev.offboard.orchestrator.offboarding.OffboardingViews;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.saga.Party;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The approver's two buttons. What is approved is the plan that the page has shown; another one is
/// refused, in words.
@Page
@RequestMapping("/offboardings/{id}")
final class JudgementPage {
  /// Why people say no, as the page offers it.
  private static final Set<String> DENIALS = Set.of("wrong-person", "not-now", "not-justified");

  private final OffboardingViews views;
  private final Judging judging;

  JudgementPage(OffboardingViews views, Judging judging) {
    this.views = views;
    this.judging = judging;
  }

  @PostMapping("/approval")
  String approve(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String planHash,
      @RequestParam(defaultValue = "") String note) {
    judging.approve(views.find(caller, new OffboardingId(id)), party(caller), planHash, text(note));
    return "redirect:/offboardings/" + id;
  }

  @PostMapping("/denial")
  String deny(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note) {
    if (!DENIALS.contains(reason)) {
      throw ApiProblem.badRequest(
          "invalid-value", "Say why: choose one of the reasons. Nothing was done.");
    }
    judging.deny(
        views.find(caller, new OffboardingId(id)).id(),
        party(caller),
        new ReasonCode(reason),
        text(note));
    return "redirect:/offboardings/" + id;
  }

  private static @Nullable String text(String note) {
    return NoteText.checked(note.isBlank() ? null : note.strip());
  }

  static Party party(Caller caller) {
    return new Party(new Initiator(caller.subject(), Role.APPROVER.wireName()), caller.person());
  }
}
