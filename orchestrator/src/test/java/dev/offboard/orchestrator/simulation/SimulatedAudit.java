package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.participant.Report;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.messaging.testkit.memory.MemoryTable;
import java.util.Collection;
import java.util.List;

/// The participant that also keeps the log: one entry per state change, by its natural key. It
/// seals what it has all entries of.
final class SimulatedAudit extends SimulatedParticipant {
  private final MemoryTable<Key, StateChange> entries;
  private final MemoryTable<OffboardingId, Integer> toSeal;

  private record Key(OffboardingId offboarding, int sequence) {}

  SimulatedAudit(MemoryService service, Installation installation) {
    super(ParticipantName.AUDIT, service, installation);
    this.entries = new MemoryTable<>(service.store());
    this.toSeal = new MemoryTable<>(service.store());
  }

  Collection<StateChange> entries() {
    return entries.rows();
  }

  @Override
  public Report on(OffboardingConcluded event) {
    super.on(event);
    if (entriesOf(event.offboardingId()) >= event.stateChanges()) {
      return Report.completed(Evidence.of("entries", event.stateChanges()));
    }
    toSeal.put(event.offboardingId(), event.stateChanges());
    return Report.progressed("entries are missing");
  }

  private long entriesOf(OffboardingId offboarding) {
    return entries.rows().stream()
        .filter(change -> change.offboardingId().equals(offboarding))
        .count();
  }

  private void write(StateChange change) {
    OffboardingId id = change.offboardingId();
    entries.insertIfNone(new Key(id, change.sequence()), change);
    if (toSeal.find(id).filter(all -> entriesOf(id) >= all).isPresent()) {
      toSeal.delete(id);
      kit().steps().complete(Phase.SEAL, ended(id));
    }
  }

  /// The reader of the history.
  MessageHandler recorder() {
    return new MessageHandler() {
      @Override
      public String consumer() {
        return "recorder";
      }

      @Override
      public List<String> topics() {
        return List.of(Topics.HISTORY);
      }

      @Override
      public void handle(List<Received> batch) {
        batch.forEach(
            received ->
                ((StateChanges) received.message()).changes().forEach(SimulatedAudit.this::write));
      }
    };
  }
}
