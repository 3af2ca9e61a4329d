package dev.offboard.local.directory;

import dev.offboard.local.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// What an import did.
///
/// @param tallies by what was counted, in the order in which it was done
/// @param rejections rows that were not imported, in the order of the files
/// @param remarks what else whoever imports should know
record ImportReport(
    SortedMap<Sort, Tally> tallies, List<Rejection> rejections, List<String> remarks) {

  /// What is imported, in the order in which it is done.
  enum Sort {
    TENANTS,
    USERS,
    APPLICATIONS,
    GRANTS
  }

  boolean isComplete() {
    return rejections.isEmpty();
  }

  Tally of(Sort sort) {
    return tallies.getOrDefault(sort, Tally.NONE);
  }

  Table table() {
    Table table = new Table("", "created", "updated", "unchanged", "rejected");
    tallies.forEach(
        (sort, tally) ->
            table.row(
                sort.name().toLowerCase(Locale.ROOT),
                tally.created(),
                tally.updated(),
                tally.unchanged(),
                tally.rejected()));
    return table;
  }

  /// "0 created, 300 unchanged" for the things that were named in the files.
  String sentence() {
    Tally users = of(Sort.USERS);
    Tally grants = of(Sort.GRANTS);
    return "%s; %s%s"
        .formatted(
            sentence("users", users),
            sentence("grants", grants),
            rejections.isEmpty() ? "" : "; %d rows rejected".formatted(rejections.size()));
  }

  private static String sentence(String what, Tally tally) {
    return "%d %s: %d created%s, %d unchanged"
        .formatted(
            tally.total(),
            what,
            tally.created(),
            tally.updated() == 0 ? "" : ", %d updated".formatted(tally.updated()),
            tally.unchanged());
  }
}
