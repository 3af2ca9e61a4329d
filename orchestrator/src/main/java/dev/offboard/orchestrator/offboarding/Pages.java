package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.orchestrator.offboarding.OffboardingSearch.Filter;
import dev.offboard.orchestrator.offboarding.OffboardingSearch.Found;
import dev.offboard.orchestrator.offboarding.OffboardingSearch.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Everything that a search finds, page by page: there is never more than a page in memory.
final class Pages implements Iterator<Found> {
  private static final int PAGE = 500;

  private final OffboardingSearch search;
  private final Filter filter;
  private Iterator<Found> page;
  private @Nullable OffboardingId next;

  Pages(OffboardingSearch search, Filter filter) {
    this.search = search;
    this.filter = filter;
    Page first = search.find(filter, null, PAGE);
    this.page = first.offboardings().iterator();
    this.next = first.next();
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && next != null) {
      Page following = search.find(filter, next, PAGE);
      page = following.offboardings().iterator();
      next = following.next();
    }
    return page.hasNext();
  }

  @Override
  public Found next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no offboarding after the last");
    }
    return page.next();
  }
}
