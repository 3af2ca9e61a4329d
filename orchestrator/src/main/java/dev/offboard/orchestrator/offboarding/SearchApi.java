package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.chassis.CsvDownload;
import dev.offboard.orchestrator.offboarding.OffboardingSearch.Filter;
import dev.offboard.orchestrator.offboarding.OffboardingSearch.Found;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Offboardings as a list, the latest request first: page by page as JSON, or all of them as CSV.
@RestController
final class SearchApi {
  private static final int MOST_PER_PAGE = 500;

  private final OffboardingSearch search;
  private final Clock clock;

  SearchApi(OffboardingSearch search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  record ListView(List<OffboardingView> items, @Nullable String nextCursor) {}

  @GetMapping("/api/offboardings")
  ListView list(
      Caller caller,
      @RequestParam(required = false) @Nullable TenantId tenantId,
      @RequestParam(required = false) @Nullable UserId userId,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Boolean needsAttention,
      @RequestParam(required = false) @Nullable ReasonCode reason,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (limit < 1 || limit > MOST_PER_PAGE) {
      throw invalid("limit", "%d (expected: 1 to %d)".formatted(limit, MOST_PER_PAGE));
    }
    Instant now = clock.instant();
    OffboardingSearch.Page page =
        search.find(
            checked(
                new Filter(
                    caller.limit(tenantId),
                    userId,
                    state(state),
                    needsAttention,
                    reason,
                    from,
                    to)),
            Cursor.read(cursor),
            limit);
    return new ListView(
        page.offboardings().stream().map(found -> OffboardingView.brief(found, now)).toList(),
        Cursor.of(page.next()));
  }

  @GetMapping("/api/offboardings.csv")
  void listCsv(
      Caller caller,
      @RequestParam(required = false) @Nullable TenantId tenantId,
      @RequestParam(required = false) @Nullable UserId userId,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Boolean needsAttention,
      @RequestParam(required = false) @Nullable ReasonCode reason,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      HttpServletResponse response) {
    Instant now = clock.instant();
    Iterator<Found> all =
        new Pages(
            search,
            checked(
                new Filter(
                    caller.limit(tenantId),
                    userId,
                    state(state),
                    needsAttention,
                    reason,
                    from,
                    to)));
    new CsvDownload("offboardings.csv", CsvRow.COLUMNS)
        .write(
            StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, 0), false)
                .map(found -> CsvRow.of(OffboardingView.brief(found, now)))
                .iterator(),
            response);
  }

  private static Filter checked(Filter filter) {
    Instant from = filter.requestedFrom();
    Instant to = filter.requestedTo();
    if (from != null && to != null && from.isAfter(to)) {
      throw invalid("from", "%s (expected: not after to, %s)".formatted(from, to));
    }
    return filter;
  }

  private static @Nullable OffboardingState state(@Nullable String code) {
    if (code == null) {
      return null;
    }
    OffboardingState state = OffboardingState.ofCode(code);
    if (state == OffboardingState.UNKNOWN) {
      throw invalid(
          "state",
          "expected one of "
              + Arrays.stream(OffboardingState.values())
                  .filter(known -> known != OffboardingState.UNKNOWN)
                  .map(OffboardingState::name)
                  .collect(Collectors.joining(", ")));
    }
    return state;
  }

  private static ApiProblem invalid(String field, String what) {
    return ApiProblem.badRequest("invalid-value", "%s: %s.".formatted(field, what))
        .with("field", field);
  }
}
