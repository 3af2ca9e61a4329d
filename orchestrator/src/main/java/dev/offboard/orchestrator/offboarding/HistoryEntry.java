package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.orchestrator.note.NoteJson;
import dev.offboard.orchestrator.saga.Offboarding;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One committed state change, as stored.
@MappedEntity("state_change")
record HistoryEntry(
    @EmbeddedId Key key,
    @Nullable String fromState,
    String toState,
    String byId,
    String byRole,
    String why,
    Instant at,
    @Nullable String note) {

  @Embeddable
  record Key(
      @MappedProperty("offboarding_id") UUID offboardingId,
      @MappedProperty("sequence") int sequence) {}

  StateChange asChangeOf(Offboarding offboarding) {
    return new StateChange(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        key.sequence(),
        fromState == null ? null : OffboardingState.ofCode(fromState),
        OffboardingState.ofCode(toState),
        new Initiator(byId, byRole),
        why,
        at,
        null,
        note == null ? null : NoteJson.read(note));
  }
}
