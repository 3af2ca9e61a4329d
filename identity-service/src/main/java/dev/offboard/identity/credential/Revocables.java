package dev.offboard.identity.credential;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Every kind of thing that works in a user's name, together. Joins the caller's transaction.
public final class Revocables {
  private final List<Revocable> kinds;

  Revocables(List<Revocable> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /// Revokes all live ones for good; of a user, the identifiers by kind, also of kinds without any.
  public Function<UserRef, Map<String, Set<String>>> revokeOf(List<Holder> holders) {
    Map<String, Map<UserRef, Set<String>>> revoked = each(holders, Revocable::revokeOf);
    return user -> {
      Map<String, Set<String>> byKind = new LinkedHashMap<>();
      revoked.forEach((kind, all) -> byKind.put(kind, all.getOrDefault(user, Set.of())));
      return byKind;
    };
  }

  /// Deletes all, live or not; how many of a user's.
  public Function<UserRef, Evidence> deleteOf(List<Holder> holders) {
    return counts(each(holders, Revocable::deleteOf));
  }

  /// How many of a user's are live at or below the epoch asked for.
  public Function<UserRef, Evidence> liveOf(List<Holder> holders) {
    return counts(each(holders, Revocable::liveOf));
  }

  /// Those that were never revoked go with their user into the epoch asked for.
  public void carryOver(List<Holder> holders) {
    kinds.forEach(kind -> kind.carryOver(holders));
  }

  private <T> Map<String, T> each(
      List<Holder> holders, BiFunction<Revocable, List<Holder>, T> what) {
    Map<String, T> byKind = new LinkedHashMap<>();
    kinds.forEach(kind -> byKind.put(kind.kind(), what.apply(kind, holders)));
    return byKind;
  }

  private static Function<UserRef, Evidence> counts(Map<String, Map<UserRef, Long>> byKind) {
    return user -> {
      Evidence evidence = Evidence.NONE;
      for (Map.Entry<String, Map<UserRef, Long>> kind : byKind.entrySet()) {
        evidence = evidence.and(kind.getKey(), kind.getValue().getOrDefault(user, 0L));
      }
      return evidence;
    };
  }
}
