package dev.offboard.messaging.participant;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a user holds when a revocation begins: the identifiers of each access, by kind. Only salted
/// digests of them leave the service, but these stay in the audit log for ever and an identifier
/// that can be guessed can be found out: so ids, never names, mail addresses or secrets.
public record Inventory(SortedMap<String, SortedSet<String>> identifiers) {
  /// The app has looked, and there was nothing.
  public static final Inventory NOTHING = new Inventory(new TreeMap<>());

  public Inventory {
    TreeMap<String, SortedSet<String>> copy = new TreeMap<>();
    identifiers.forEach(
        (kind, ids) -> {
          if (!ids.isEmpty()) {
            copy.put(kind, Collections.unmodifiableSortedSet(new TreeSet<>(ids)));
          }
        });
    identifiers = Collections.unmodifiableSortedMap(copy);
  }

  public static Inventory of(String kind, Collection<String> ids) {
    return NOTHING.and(kind, ids);
  }

  public Inventory and(String kind, Collection<String> ids) {
    TreeMap<String, SortedSet<String>> more = new TreeMap<>(identifiers);
    more.merge(
        kind,
        new TreeSet<>(ids),
        (some, others) -> {
          TreeSet<String> all = new TreeSet<>(some);
          all.addAll(others);
          return all;
        });
    return new Inventory(more);
  }
}
