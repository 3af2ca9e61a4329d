package dev.offboard.orchestrator.portal.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.ServiceReads;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the audit log for one auditor: of the entries of other tenants there is nothing.
@Component
class AuditTrail {
  static final int PAGE = 50;

  /// As many as audit-service tells at once.
  static final int LONGEST_PAGE = 500;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ServiceReads services;

  AuditTrail(ServiceReads services) {
    this.services = services;
  }

  /// @param next where to go on; null at the end. May be there with no entries
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(List<LogEntry> entries, @Nullable Long next) {}

  /// @param after the last entry of the page before; null to begin
  /// @throws ApiProblem 503 if nobody says
  Found find(EntryFilter filter, @Nullable Long after, int limit) {
    return said(
        () ->
            services
                .read(Service.AUDIT, filter.path(after, limit), Found.class)
                .orElse(new Found(List.of(), null)));
  }

  /// @throws ApiProblem 404 for one that isn't there or is of another tenant, 503 if nobody says
  LogEntry require(Caller caller, long index) {
    String path = "/api/entries?limit=1" + (index == 0 ? "" : "&after=" + (index - 1));
    return said(() -> services.read(Service.AUDIT, path, Found.class))
        .flatMap(found -> found.entries().stream().findFirst())
        .filter(entry -> index >= 0 && entry.index() == index && caller.sees(entry.tenantId()))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "entry-unknown", "There is no entry %d. Nothing was done.".formatted(index)));
  }

  /// A C2SP tlog-proof against the newest checkpoint; empty for an entry that none covers yet.
  Optional<String> proof(LogEntry entry) {
    return said(
        () -> services.readText(Service.AUDIT, "/api/proofs/inclusion?leafIndex=" + entry.index()));
  }

  Optional<String> checkpoint() {
    return said(() -> services.readText(Service.AUDIT, "/checkpoint"));
  }

  private static <T> T said(Supplier<T> read) {
    try {
      return read.get();
    } catch (ServiceAway e) {
      throw ApiProblem.unavailable("service-away", e.getMessage() + ".", SOON);
    }
  }
}
