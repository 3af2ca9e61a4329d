package dev.offboard.orchestrator.saga;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a timer has to fire at the latest.
///
/// @param outstanding whom the state waits for
/// @param swept whom a sweep waits for
/// @param approveBy when waiting for an approval ends
record WakeUp(
    OffboardingState state,
    Milestones milestones,
    List<Step> outstanding,
    List<Step> swept,
    @Nullable Instant approveBy) {
  /// Absent when only an event can move the offboarding.
  @Nullable Instant after(Instant now, PolicySnapshot policy) {
    return switch (state) {
      case AWAITING_APPROVAL -> approveBy;
      case SCHEDULED -> milestones.effectiveAt();
      case REVOKED ->
          earliest(
              Stream.concat(
                  Stream.of(requireNonNull(milestones.revokedAt()).plus(policy.gracePeriod())),
                  sweepTimes()));
      case COMPLETED -> earliest(sweepTimes());
      case REVOKING, VERIFYING, ERASING, SEALING, REINSTATING ->
          earliest(
              Stream.concat(
                  dueTimes(outstanding),
                  Stream.ofNullable(milestones.respondBy()).filter(now::isBefore)));
      case REINSTATED, CANCELLED, UNKNOWN -> null;
    };
  }

  private Stream<Instant> sweepTimes() {
    return Stream.concat(Stream.ofNullable(milestones.sweepAt()), dueTimes(swept));
  }

  private static Stream<Instant> dueTimes(List<Step> awaited) {
    return awaited.stream().map(Step::dueAt).flatMap(Stream::ofNullable);
  }

  private static @Nullable Instant earliest(Stream<Instant> times) {
    return times.min(Instant::compareTo).orElse(null);
  }
}
