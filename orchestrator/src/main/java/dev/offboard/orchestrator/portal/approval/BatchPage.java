package dev.offboard.orchestrator.portal.approval;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.approval.BatchJudging;
import dev.offboard.orchestrator.bulk.Batch;
import dev.offboard.orchestrator.bulk.Batch.Decision;
import dev.offboard.orchestrator.bulk.Batch.Member;
import dev.offboard.orchestrator.bulk.BatchId;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.PeopleNames;
import dev.offboard.orchestrator.saga.Party;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One batch: who asked, why it waits, whom it is about and what would happen to each; and the two
/// buttons of somebody else. What is approved is the list that the page has shown.
@Page
@RequestMapping("/approvals/{id}")
final class BatchPage {
  private static final int ROWS = 50;

  /// Why people say no, as the page offers it.
  private static final Set<String> DENIALS =
      Set.of("wrong-people", "too-many", "not-now", "not-justified");

  private final BatchJudging judging;
  private final Offboardings offboardings;
  private final PeopleNames names;
  private final Clock clock;

  BatchPage(BatchJudging judging, Offboardings offboardings, PeopleNames names, Clock clock) {
    this.judging = judging;
    this.offboardings = offboardings;
    this.names = names;
    this.clock = clock;
  }

  /// @param from how many of the list come before
  @GetMapping
  String show(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int from,
      Model model) {
    Batch batch = judging.find(caller, new BatchId(id));
    List<Member> members = batch.members();
    int first = Math.clamp(from, 0, Math.max(0, members.size() - 1));
    int end = Math.min(first + ROWS, members.size());
    model.addAttribute(
        "it", new BatchLine(batch, names.of(subjects(batch), caller), clock.instant()));
    model.addAttribute("rows", members.subList(first, end).stream().flatMap(this::line).toList());
    model.addAttribute("first", first + 1);
    model.addAttribute("last", end);
    model.addAttribute("before", first == 0 ? null : Math.max(0, first - ROWS));
    model.addAttribute("next", end == members.size() ? null : end);
    model.addAttribute("isMine", batch.source().requester().equals(caller.subject()));
    model.addAttribute("problem", null);
    return "portal/approval/batch";
  }

  private Stream<MemberLine> line(Member member) {
    return offboardings.find(member.offboardingId()).stream()
        .map(found -> MemberLine.of(member, found, clock.instant()));
  }

  private static List<String> subjects(Batch batch) {
    List<String> subjects = new ArrayList<>(List.of(batch.source().requester()));
    Decision decision = batch.decision();
    if (decision != null) {
      subjects.add(decision.by().id());
    }
    return subjects;
  }

  @PostMapping("/approval")
  String approve(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String listHash,
      Model model,
      HttpServletResponse response) {
    return decided(
        new Asking(caller, id),
        batch -> judging.approve(batch, party(caller), listHash),
        model,
        response);
  }

  @PostMapping("/denial")
  String deny(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      HttpServletResponse response) {
    return decided(
        new Asking(caller, id),
        batch -> {
          if (!DENIALS.contains(reason)) {
            throw ApiProblem.badRequest(
                "invalid-value", "Say why not: choose one of the reasons. Nothing was done.");
          }
          return judging.deny(batch, party(caller), new ReasonCode(reason));
        },
        model,
        response);
  }

  /// Who decides about which batch.
  private record Asking(Caller caller, UUID id) {}

  /// A refusal is shown with the batch as it is now, so that the next click is about that.
  private String decided(
      Asking asking, Function<Batch, Batch> decision, Model model, HttpServletResponse response) {
    Batch known = judging.find(asking.caller(), new BatchId(asking.id()));
    try {
      return "redirect:/approvals/" + decision.apply(known).id();
    } catch (ApiProblem problem) {
      response.setStatus(problem.getStatusCode().value());
      String view = show(asking.caller(), asking.id(), 0, model);
      model.addAttribute("problem", problem.getBody().getDetail());
      return view;
    }
  }

  private static Party party(Caller caller) {
    return new Party(new Initiator(caller.subject(), Role.APPROVER.wireName()), caller.person());
  }
}
