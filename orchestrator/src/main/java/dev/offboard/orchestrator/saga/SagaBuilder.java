package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lets a definition read like the policy it is. The types allow one order only: a phase, what
/// undoes it, the verification, the grace period, the pivot, the seal.
public final class SagaBuilder {
  private final String name;
  private final int version;
  private final List<PhaseDefinition> phases = new ArrayList<>();

  private SagaBuilder(String name, int version) {
    this.name = name;
    this.version = version;
  }

  public static SagaBuilder saga(String name, int version) {
    return new SagaBuilder(name, version);
  }

  /// The phase that can be undone until the pivot.
  public Announced<Undoable> phase(Phase phase) {
    return new Announced<>(phase, Undoable::new);
  }

  private SagaBuilder with(PhaseDefinition phase) {
    phases.add(phase);
    return this;
  }

  /// A phase that still needs its announcement.
  public final class Announced<N> {
    private final Phase phase;
    private final Function<SagaBuilder, N> next;

    private Announced(Phase phase, Function<SagaBuilder, N> next) {
      this.phase = phase;
      this.next = next;
    }

    public Addressed<N> announces(PhaseDefinition.Announces announces) {
      return new Addressed<>(phase, announces, next);
    }
  }

  /// A phase that still needs its participants.
  public final class Addressed<N> {
    private final Phase phase;
    private final PhaseDefinition.Announces announces;
    private final Function<SagaBuilder, N> next;

    private Addressed(
        Phase phase, PhaseDefinition.Announces announces, Function<SagaBuilder, N> next) {
      this.phase = phase;
      this.announces = announces;
      this.next = next;
    }

    public Timed<N> to(ParticipantName... participants) {
      return new Timed<>(
          within ->
              next.apply(
                  with(new PhaseDefinition(phase, announces, List.of(participants), within))));
    }
  }

  /// A phase that still needs its deadline.
  public static final class Timed<N> {
    private final Function<Duration, N> next;

    private Timed(Function<Duration, N> next) {
      this.next = next;
    }

    /// Counted from the first announcement of the phase; a policy may set another one.
    public N within(Duration deadline) {
      return next.apply(deadline);
    }
  }

  /// Says what compensates the phase before.
  public record Undoable(SagaBuilder saga) {
    public Announced<Compensated> undoneBy(Phase compensation) {
      return saga.new Announced<>(compensation, Compensated::new);
    }
  }

  /// Everything until here can be undone.
  public record Compensated(SagaBuilder saga) {
    /// Everybody reads its state again after all have completed.
    public Addressed<Verified> verifiedBy(PhaseDefinition.Announces announces) {
      return saga.new Announced<>(Phase.VERIFY, Verified::new).announces(announces);
    }
  }

  /// Nobody has residual access any more.
  public record Verified(SagaBuilder saga) {
    /// How long is the policy's to say; zero goes straight on.
    public Waiting afterGracePeriod() {
      return new Waiting(saga);
    }
  }

  /// The grace period is over.
  public record Waiting(SagaBuilder saga) {
    public Announced<PastPivot> pivot(Phase phase) {
      return saga.new Announced<>(phase, PastPivot::new);
    }

    /// Without a pivot: what was taken can't be restored any more, and that is all.
    public PastPivot erasesNothing() {
      return new PastPivot(saga);
    }
  }

  /// Forward only from here.
  public record PastPivot(SagaBuilder saga) {
    public Timed<SagaDefinition> sealedBy(ParticipantName... participants) {
      return saga
          .new Announced<>(
              Phase.SEAL,
              done -> new SagaDefinition(done.name, done.version, List.copyOf(done.phases)))
          .announces(Announcements::offboardingConcluded)
          .to(participants);
    }
  }
}
