package dev.offboard.orchestrator.portal.audit;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.chassis.CsvDownload;
import dev.offboard.orchestrator.page.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the audit log holds, and one entry of it with its proof.
@Page
@RequestMapping("/audit")
final class AuditPage {
  private static final List<String> COLUMNS =
      List.of("leafIndex", "kind", "offboardingId", "tenantId", "userId", "epoch", "at", "body");

  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final AuditTrail trail;
  private final ProofCheck check;

  AuditPage(AuditTrail trail, ProofCheck check) {
    this.trail = trail;
    this.check = check;
  }

  @GetMapping
  String search(
      Caller caller,
      @ModelAttribute EntryFilter asked,
      @RequestParam(required = false) @Nullable Long after,
      Model model) {
    model.addAttribute("filter", asked);
    model.addAttribute("kinds", EntryFilter.KINDS);
    model.addAttribute("isGlobal", caller.isGlobal());
    model.addAttribute("problem", null);
    model.addAttribute("entries", List.of());
    model.addAttribute("next", null);
    model.addAttribute("query", "");
    try {
      EntryFilter filter = asked.checkedFor(caller);
      AuditTrail.Found found = trail.find(filter, after, AuditTrail.PAGE);
      model.addAttribute("entries", found.entries());
      model.addAttribute("next", found.next());
      model.addAttribute("query", filter.query());
    } catch (ApiProblem problem) {
      if (problem.getStatusCode().value() == 404) {
        throw problem;
      }
      model.addAttribute("problem", problem.getBody().getDetail());
    }
    return "portal/audit/entries";
  }

  @GetMapping("/entries.csv")
  void csv(Caller caller, @ModelAttribute EntryFilter asked, HttpServletResponse response) {
    new CsvDownload("entries.csv", COLUMNS)
        .write(new EntryRows(trail, asked.checkedFor(caller)), response);
  }

  @GetMapping("/checkpoint")
  ResponseEntity<String> checkpoint() {
    return file(
        "checkpoint.txt",
        trail
            .checkpoint()
            .orElseThrow(
                () ->
                    ApiProblem.notFound(
                        "no-checkpoint", "The log has signed nothing yet. Nothing was done.")));
  }

  @GetMapping("/{leafIndex}")
  String entry(Caller caller, @PathVariable long leafIndex, Model model) {
    LogEntry entry = trail.require(caller, leafIndex);
    model.addAttribute("it", entry);
    model.addAttribute("proof", check.check(entry, trail.proof(entry)));
    return "portal/audit/entry";
  }

  @GetMapping("/{leafIndex}/entry")
  ResponseEntity<String> canonical(Caller caller, @PathVariable long leafIndex) {
    LogEntry entry = trail.require(caller, leafIndex);
    return file("entry-%d.json".formatted(leafIndex), entry.body());
  }

  @GetMapping("/{leafIndex}/proof")
  ResponseEntity<String> proof(Caller caller, @PathVariable long leafIndex) {
    LogEntry entry = trail.require(caller, leafIndex);
    return file(
        "entry-%d.tlog-proof".formatted(leafIndex),
        trail
            .proof(entry)
            .orElseThrow(
                () ->
                    ApiProblem.notFound(
                        "not-covered",
                        "No checkpoint covers entry %d yet. Nothing was done; the next one does within seconds."
                            .formatted(leafIndex))));
  }

  private static ResponseEntity<String> file(String name, String content) {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
        .body(content);
  }
}
