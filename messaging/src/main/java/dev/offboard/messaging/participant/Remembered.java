package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.participant.StepAnswers.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known already of the steps of a wave.
record Remembered(Map<OffboardingId, Stored> steps) {
  /// The evidence of those that are completed.
  Map<OffboardingId, Evidence> done() {
    Map<OffboardingId, Evidence> done = new HashMap<>();
    steps.forEach(
        (id, step) -> {
          if (step.state() == StepAnswers.State.COMPLETED) {
            done.put(id, step.evidence());
          }
        });
    return done;
  }

  boolean isNew(OffboardingId id) {
    return !steps.containsKey(id);
  }

  /// What the user held when the step began: what is found later came later. Absent if the
  /// participant never said.
  @Nullable List<InventoryItem> held(OffboardingId id) {
    Stored step = steps.get(id);
    return step == null ? null : step.inventory();
  }

  /// The same, or else what the participant says now.
  @Nullable List<InventoryItem> held(OffboardingId id, Report said) {
    List<InventoryItem> first = held(id);
    Inventory found = said.inventory();
    return first != null || found == null ? first : Digests.of(found);
  }
}
