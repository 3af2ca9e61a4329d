package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import java.util.List;

/// One step of ours.
record StepKey(OffboardingId offboardingId, Phase phase, Epoch epoch) {
  List<Object> params() {
    return List.of(offboardingId.value(), phase.wireName(), epoch.value());
  }

  @Override
  public String toString() {
    return "%s/%s/%s".formatted(offboardingId, phase.wireName(), epoch);
  }
}
