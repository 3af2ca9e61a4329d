package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One phase of a saga: what is announced, who takes part, and by when all have to be done. The
/// deadline never gives access back; once it has passed, a person is asked to look.
public record PhaseDefinition(
    Phase phase, Announces announces, List<ParticipantName> participants, Duration within) {
  public PhaseDefinition {
    participants = List.copyOf(participants);
    if (participants.isEmpty()) {
      throw new IllegalArgumentException(
          "phase %s has no participants (expected: at least one)".formatted(phase.wireName()));
    }
  }

  /// Says the phase's announcement for one offboarding.
  @FunctionalInterface
  public interface Announces {
    PhaseAnnouncement of(Offboarding offboarding, Call call);
  }

  /// One announcement's envelope: the n-th of its phase, to whom, to be answered by when.
  public record Call(int attempt, List<ParticipantName> participants, Instant respondBy) {}
}
