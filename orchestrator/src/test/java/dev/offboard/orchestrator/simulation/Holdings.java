package dev.offboard.orchestrator.simulation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a user has in one service: accesses by the epoch under which they were given, and how many
/// the snapshot of the last revocation could give back.
record Holdings(SortedMap<Integer, Integer> accesses, int snapshot) {
  static final Holdings NOTHING = new Holdings(new TreeMap<>(), 0);

  Holdings {
    accesses = Collections.unmodifiableSortedMap(new TreeMap<>(accesses));
  }

  int upTo(int epoch) {
    int sum = 0;
    for (int count : accesses.headMap(epoch + 1).values()) {
      sum += count;
    }
    return sum;
  }

  Holdings granted(int epoch, int count) {
    TreeMap<Integer, Integer> more = new TreeMap<>(accesses);
    if (count > 0) {
      more.merge(epoch, count, Integer::sum);
    }
    return new Holdings(more, snapshot);
  }

  Holdings revoked(int epoch) {
    return new Holdings(accesses.tailMap(epoch + 1), Math.max(snapshot, upTo(epoch)));
  }

  Holdings erased(int epoch) {
    return new Holdings(accesses.tailMap(epoch + 1), 0);
  }

  Holdings reinstated(int epoch) {
    return granted(epoch, snapshot).erasedSnapshot();
  }

  private Holdings erasedSnapshot() {
    return new Holdings(accesses, 0);
  }
}
