package dev.offboard.orchestrator.page;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Endpoint.Reach;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/// The pages that people go to from anywhere, in the order in which they stand. Who may open one is
/// the access table's to say, and here alone is nothing said twice: what somebody may not open is
/// not shown to them.
public record Menu(List<Entry> entries) {
  public Menu {
    entries = List.copyOf(entries);
  }

  /// @param path of a page that needs nothing more said
  /// @param label a word or two
  public record Entry(String path, String label) {}

  /// An entry as one of the readers sees it.
  public record Shown(String path, String label, boolean isHere) {}

  public static Menu of(Entry... entries) {
    return new Menu(List.of(entries));
  }

  /// @param here the path of the page that is shown
  List<Shown> shownTo(@Nullable Viewer viewer, AccessTable table, String here) {
    if (viewer == null || viewer.mustChange()) {
      return List.of();
    }
    return entries.stream()
        .filter(entry -> mayOpen(viewer.caller(), table, entry.path()))
        .map(
            entry ->
                new Shown(
                    entry.path(),
                    entry.label(),
                    here.equals(entry.path()) || here.startsWith(entry.path() + "/")))
        .toList();
  }

  private static boolean mayOpen(Caller caller, AccessTable table, String path) {
    return table.endpoints().stream()
        .filter(line -> line.method() == HttpMethod.GET && line.path().equals(path))
        .anyMatch(line -> mayOpen(caller, line));
  }

  private static boolean mayOpen(Caller caller, Endpoint line) {
    return !Collections.disjoint(caller.roles(), line.roles())
        && (line.reach() == Reach.TENANT || caller.isGlobal());
  }
}
