package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/bulk")
final class RosterApi {
  private static final int MOST_ROWS = 1000;

  private final RosterDesk desk;

  RosterApi(RosterDesk desk) {
    this.desk = desk;
  }

  record TenantBody(@Nullable TenantId tenantId, @Nullable ReasonCode reason) {}

  record StartBody(@Nullable String confirm) {}

  record RostersView(List<RosterView> lists) {}

  record RowsView(List<RowView> rows) {}

  /// @param tenantId absent for a list of several tenants
  /// @param isThrough whether all that can be offboarded have had their turn
  record RosterView(
      UUID id,
      @Nullable TenantId tenantId,
      Roster.Source source,
      ReasonCode reason,
      String createdBy,
      Roster.State state,
      Instant createdAt,
      @Nullable Instant startedAt,
      boolean isThrough,
      Map<Finding, Integer> findings,
      Map<Row.Outcome, Integer> outcomes) {
    static RosterView of(Roster it) {
      return new RosterView(
          it.id().value(),
          it.tenantId(),
          it.source(),
          it.reason(),
          it.createdBy().initiator().id(),
          it.state(),
          it.createdAt(),
          it.startedAt(),
          it.isThrough(),
          it.findings(),
          it.outcomes());
    }
  }

  record RowView(
      int line,
      @Nullable TenantId tenantId,
      @Nullable UserId userId,
      Finding finding,
      ReasonCode reason,
      @Nullable Instant effectiveAt,
      Row.@Nullable Outcome outcome,
      @Nullable String code,
      @Nullable OffboardingId offboardingId) {
    static RowView of(Row it) {
      return new RowView(
          it.line(),
          it.tenantId(),
          it.userId(),
          it.finding(),
          it.reason(),
          it.effectiveAt(),
          it.outcome(),
          it.code(),
          it.offboardingId());
    }
  }

  @PostMapping(path = "/csv", consumes = "text/csv")
  @ResponseStatus(HttpStatus.CREATED)
  RosterView checkList(Caller caller, @RequestParam ReasonCode reason, @RequestBody byte[] csv) {
    return RosterView.of(desk.take(caller, csv, reason));
  }

  @PostMapping("/tenant")
  @ResponseStatus(HttpStatus.CREATED)
  RosterView checkTenant(Caller caller, @RequestBody TenantBody body) {
    if (body.tenantId() == null || body.reason() == null) {
      throw ApiProblem.badRequest(
              "invalid-value", "tenantId and reason: one is missing. Nothing was done.")
          .with("field", body.tenantId() == null ? "tenantId" : "reason");
    }
    return RosterView.of(desk.takeTenant(caller, body.tenantId(), body.reason()));
  }

  @GetMapping
  RostersView listRosters() {
    return new RostersView(desk.latest().stream().map(RosterView::of).toList());
  }

  @GetMapping("/{id}")
  RosterView getRoster(@PathVariable UUID id) {
    return RosterView.of(desk.find(new RosterId(id)));
  }

  @GetMapping("/{id}/rows")
  RowsView listRows(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Finding finding,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw ApiProblem.badRequest(
              "invalid-value",
              "limit: %d (expected: 1 to %d). Nothing was done.".formatted(limit, MOST_ROWS))
          .with("field", "limit");
    }
    EnumSet<Finding> wanted = finding == null ? EnumSet.allOf(Finding.class) : EnumSet.of(finding);
    return new RowsView(
        desk.rows(new RosterId(id), wanted, after, limit).stream().map(RowView::of).toList());
  }

  @PostMapping("/{id}/start")
  RosterView startRoster(Caller caller, @PathVariable UUID id, @RequestBody StartBody body) {
    String confirm = body.confirm();
    return RosterView.of(desk.start(caller, new RosterId(id), confirm == null ? "" : confirm));
  }

  @PostMapping("/{id}/pause")
  RosterView pauseRoster(Caller caller, @PathVariable UUID id) {
    return RosterView.of(desk.pause(caller, new RosterId(id)));
  }

  @PostMapping("/{id}/resume")
  RosterView resumeRoster(Caller caller, @PathVariable UUID id) {
    return RosterView.of(desk.resume(caller, new RosterId(id)));
  }

  @PostMapping("/{id}/stop")
  RosterView stopRoster(Caller caller, @PathVariable UUID id) {
    return RosterView.of(desk.stop(caller, new RosterId(id)));
  }
}
