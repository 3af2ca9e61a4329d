package dev.offboard.audit.log;

import dev.offboard.audit.log.EntrySearch.Filter;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.chassis.CsvDownload;
import io.micronaut.data.model.Limit;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lets the log be read page by page, or what is found in it at once as CSV. Leaf indexes are given
/// in commit order, so following `next` misses nothing, also while others append.
@RestController
final class EntriesApi {
  private static final int MAX_LIMIT = 500;
  private static final String DEFAULT_LIMIT = "100";
  private static final List<String> COLUMNS =
      List.of("leafIndex", "kind", "offboardingId", "tenantId", "userId", "epoch", "at", "body");

  /// Below the first leaf.
  private static final long BEFORE_ALL = -1;

  private final Entries entries;
  private final EntrySearch search;

  EntriesApi(Entries entries, EntrySearch search) {
    this.entries = entries;
    this.search = search;
  }

  @GetMapping(path = "/api/entries", produces = MediaType.APPLICATION_JSON_VALUE)
  EntryPage entries(
      Caller caller,
      @RequestParam(required = false) @Nullable OffboardingId offboardingId,
      @RequestParam(required = false) @Nullable TenantId tenantId,
      @RequestParam(required = false) @Nullable UserId userId,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(defaultValue = DEFAULT_LIMIT) int limit) {
    if (after != null && after < 0) {
      throw invalid("after", after, "a leaf index, >= 0");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid("limit", limit, "1 to " + MAX_LIMIT);
    }
    return page(
        filter(new Filter(offboardingId, caller.limit(tenantId), userId, kind(kind), from, to)),
        after == null ? BEFORE_ALL : after,
        limit);
  }

  @GetMapping("/api/entries.csv")
  void entriesCsv(
      Caller caller,
      @RequestParam(required = false) @Nullable OffboardingId offboardingId,
      @RequestParam(required = false) @Nullable TenantId tenantId,
      @RequestParam(required = false) @Nullable UserId userId,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      HttpServletResponse response) {
    Filter filter =
        filter(new Filter(offboardingId, caller.limit(tenantId), userId, kind(kind), from, to));
    new CsvDownload("entries.csv", COLUMNS).write(new Rows(this, filter), response);
  }

  private EntryPage page(Filter filter, long from, int limit) {
    if (filter.isOfOneOffboardingAtMost()) {
      Limit oneMore = Limit.of(limit + 1, 0);
      OffboardingId offboarding = filter.offboardingId();
      return EntryPage.of(
          offboarding == null
              ? entries.findByIndexGreaterThanOrderByIndex(from, oneMore)
              : entries.findByOffboardingIdAndIndexGreaterThanOrderByIndex(
                  offboarding, from, oneMore),
          limit);
    }
    EntrySearch.Page found = search.find(filter, from, limit);
    return new EntryPage(found.entries(), found.next());
  }

  private static Filter filter(Filter filter) {
    Instant from = filter.from();
    Instant to = filter.to();
    if (from != null && to != null && from.isAfter(to)) {
      throw invalid("from", from, "not after to, " + to);
    }
    return filter;
  }

  private static @Nullable EntryKind kind(@Nullable String code) {
    if (code == null) {
      return null;
    }
    return Arrays.stream(EntryKind.values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.badRequest(
                        "invalid-value",
                        "kind: expected one of "
                            + Arrays.stream(EntryKind.values())
                                .map(EntryKind::code)
                                .collect(Collectors.joining(", ")))
                    .with("field", "kind"));
  }

  private static ApiProblem invalid(String field, Object value, String expected) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %s (expected: %s)".formatted(field, value, expected))
        .with("field", field);
  }

  /// All that is found, page by page: there is never more than a page in memory.
  private static final class Rows implements Iterator<List<Object>> {
    private final EntriesApi api;
    private final Filter filter;
    private Iterator<Entry> page;
    private @Nullable Long next;

    Rows(EntriesApi api, Filter filter) {
      this.api = api;
      this.filter = filter;
      EntryPage first = api.page(filter, BEFORE_ALL, MAX_LIMIT);
      this.page = first.entries().iterator();
      this.next = first.next();
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && next != null) {
        EntryPage following = api.page(filter, next, MAX_LIMIT);
        page = following.entries().iterator();
        next = following.next();
      }
      return page.hasNext();
    }

    @Override
    public List<Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no entry after the last");
      }
      Entry entry = page.next();
      return List.of(
          entry.index(),
          entry.kind().code(),
          entry.offboardingId(),
          entry.tenantId(),
          entry.userId(),
          entry.epoch().value(),
          entry.at(),
          entry.body());
    }
  }

  /// `next` is the `after` of the following page; absent on the last. With a filter a page may be
  /// short, or empty, and have a `next` all the same.
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
