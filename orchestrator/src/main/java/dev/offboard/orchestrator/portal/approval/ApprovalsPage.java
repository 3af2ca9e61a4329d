package dev.offboard.orchestrator.portal.approval;

import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.bulk.Batch;
import dev.offboard.orchestrator.bulk.Batches;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.PeopleNames;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The batches that nobody has decided about.
@Page
final class ApprovalsPage {
  private final Batches batches;
  private final PeopleNames names;
  private final Clock clock;

  ApprovalsPage(Batches batches, PeopleNames names, Clock clock) {
    this.batches = batches;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/approvals")
  String all(Caller caller, Model model) {
    List<Batch> waiting = batches.waiting(caller.tenant());
    Map<String, String> known =
        names.of(waiting.stream().map(it -> it.source().requester()).toList(), caller);
    Instant now = clock.instant();
    model.addAttribute(
        "batches", waiting.stream().map(it -> new BatchLine(it, known, now)).toList());
    return "portal/approval/approvals";
  }
}
