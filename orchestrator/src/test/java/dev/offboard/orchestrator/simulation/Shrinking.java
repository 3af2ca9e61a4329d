package dev.offboard.orchestrator.simulation;

import java.util.ArrayList;
import java.util.List;

/// Leaves out of a failing schedule whatever can be left out: delta debugging (Zeller and
/// Hildebrandt, 2002, `ddmin`), by ever smaller parts down to single acts, then single faults.
final class Shrinking {
  private final Simulation simulation;
  private final String name;

  /// `name` of the failure that has to stay.
  Shrinking(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
  }

  List<Act> shortest(List<Act> failing) {
    List<Act> shorter = failing;
    List<Act> before;
    do {
      before = shorter;
      for (int part = Math.max(1, shorter.size() / 2); part >= 1; part /= 2) {
        shorter = withoutParts(shorter, part);
      }
      shorter = withoutFaults(shorter);
    } while (shorter.size() < before.size());
    return shorter;
  }

  /// From the end, where what happens after the failure is.
  private List<Act> withoutParts(List<Act> failing, int part) {
    List<Act> shorter = failing;
    for (int to = failing.size(); to > 0; to -= part) {
      List<Act> candidate = new ArrayList<>(shorter.subList(0, Math.max(0, to - part)));
      candidate.addAll(shorter.subList(to, shorter.size()));
      if (stillFails(candidate)) {
        shorter = candidate;
      }
    }
    return shorter;
  }

  private List<Act> withoutFaults(List<Act> failing) {
    List<Act> calmer = new ArrayList<>(failing);
    for (int i = 0; i < calmer.size(); i++) {
      Act act = calmer.set(i, calmer.get(i).withoutFault());
      if (!stillFails(calmer)) {
        calmer.set(i, act);
      }
    }
    return List.copyOf(calmer);
  }

  private boolean stillFails(List<Act> schedule) {
    return simulation
        .failureOf(schedule)
        .filter(failure -> failure.name().equals(name))
        .isPresent();
  }
}
