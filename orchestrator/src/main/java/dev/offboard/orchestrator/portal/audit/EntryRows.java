package dev.offboard.orchestrator.portal.audit;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that is found, page by page: there is never more than a page in memory.
final class EntryRows implements Iterator<List<Object>> {
  private final AuditTrail trail;
  private final EntryFilter filter;
  private Iterator<LogEntry> page;
  private @Nullable Long next;

  EntryRows(AuditTrail trail, EntryFilter filter) {
    this.trail = trail;
    this.filter = filter;
    AuditTrail.Found first = trail.find(filter, null, AuditTrail.LONGEST_PAGE);
    this.page = first.entries().iterator();
    this.next = first.next();
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && next != null) {
      AuditTrail.Found following = trail.find(filter, next, AuditTrail.LONGEST_PAGE);
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
    LogEntry entry = page.next();
    return List.of(
        entry.index(),
        entry.kind(),
        Objects.requireNonNullElse(entry.offboardingId(), ""),
        entry.tenantId().value(),
        Objects.requireNonNullElse(entry.userId(), ""),
        entry.epoch(),
        entry.at().toString(),
        entry.body());
  }
}
