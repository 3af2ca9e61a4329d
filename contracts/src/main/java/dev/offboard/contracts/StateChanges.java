package dev.offboard.contracts;

import java.util.List;

/// Every state change committed in one transaction of the orchestrator, in one record.
public record StateChanges(List<StateChange> changes) implements Message {
  public StateChanges {
    changes = List.copyOf(changes);
  }

  @Override
  public List<StateChanges> split() {
    return changes.stream().map(change -> new StateChanges(List.of(change))).toList();
  }
}
