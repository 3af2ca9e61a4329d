package dev.offboard.audit.log;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import io.micronaut.data.model.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lets the log be read page by page. Leaf indexes are given in commit order, so following `next`
/// misses nothing, also while others append.
@RestController
final class EntriesApi {
  private static final int MAX_LIMIT = 500;
  private static final String DEFAULT_LIMIT = "100";

  /// Below the first leaf.
  private static final long BEFORE_ALL = -1;

  private final Entries entries;

  EntriesApi(Entries entries) {
    this.entries = entries;
  }

  @GetMapping(path = "/api/entries", produces = MediaType.APPLICATION_JSON_VALUE)
  EntryPage entries(
      Caller caller,
      @RequestParam(required = false) @Nullable OffboardingId offboardingId,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(defaultValue = DEFAULT_LIMIT) int limit) {
    if (after != null && after < 0) {
      throw invalid("after", after, "a leaf index, >= 0");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid("limit", limit, "1 to " + MAX_LIMIT);
    }
    long from = after == null ? BEFORE_ALL : after;
    Limit oneMore = Limit.of(limit + 1, 0);
    return EntryPage.of(page(caller.tenant(), offboardingId, from, oneMore), limit);
  }

  private List<Entry> page(
      @Nullable TenantId tenant, @Nullable OffboardingId offboarding, long from, Limit most) {
    if (tenant == null) {
      return offboarding == null
          ? entries.findByIndexGreaterThanOrderByIndex(from, most)
          : entries.findByOffboardingIdAndIndexGreaterThanOrderByIndex(offboarding, from, most);
    }
    return offboarding == null
        ? entries.findByTenantIdAndIndexGreaterThanOrderByIndex(tenant, from, most)
        : entries.findByTenantIdAndOffboardingIdAndIndexGreaterThanOrderByIndex(
            tenant, offboarding, from, most);
  }

  private static ApiProblem invalid(String field, long value, String expected) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %d (expected: %s)".formatted(field, value, expected))
        .with("field", field);
  }

  /// `next` is the `after` of the following page; absent on the last.
  record EntryPage(List<Entry> entries, @Nullable Long next) {
    static EntryPage of(List<Entry> found, int limit) {
      if (found.size() <= limit) {
        return new EntryPage(found, null);
      }
      List<Entry> page = found.subList(0, limit);
      return new EntryPage(page, page.getLast().index());
    }
  }
}
