package dev.offboard.orchestrator.simulation;

import dev.offboard.orchestrator.saga.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs schedules; makes a failing one shorter.
final class Simulation {
  private final long seed;
  private final Twin twin;

  Simulation(long seed, Twin twin) {
    this.seed = seed;
    this.twin = twin;
  }

  /// Which invariant does not hold, and how that was found out.
  record Failure(AssertionError violation) {
    /// `I4`, `I13`: failures of another invariant are other failures.
    String name() {
      String message = String.valueOf(violation.getMessage()).strip();
      return message.replace("[", "").split("[:,]", 2)[0];
    }
  }

  Set<Transition> taken() {
    World world = new World(seed, twin, Trace.NOBODY);
    world.play(Act.schedule(seed));
    return world.taken();
  }

  Optional<Failure> failureOf(List<Act> schedule) {
    return play(schedule, Trace.NOBODY);
  }

  private Optional<Failure> play(List<Act> schedule, Trace trace) {
    try {
      new World(seed, twin, trace).play(schedule);
      return Optional.empty();
    } catch (AssertionError violation) {
      return Optional.of(new Failure(violation));
    } catch (RuntimeException unexpected) {
      return Optional.of(new Failure(new AssertionError("unexpected: " + unexpected, unexpected)));
    }
  }

  /// The shortest schedule found that fails as the seed's does.
  List<Act> shortest(Failure failure) {
    return new Shrinking(this, failure.name()).shortest(Act.schedule(seed));
  }

  /// The seed, the shortest schedule that still fails the same, and what happens in it.
  String report(Failure failure) {
    List<Act> shortest = shortest(failure);
    List<String> story = new ArrayList<>();
    Failure again =
        play(shortest, (at, what) -> story.add("  %s  %s".formatted(at, what))).orElseThrow();
    return """
    %s
    seed %d, %s; repeat with -Dsimulation.seed=%d -Dsimulation.runs=1
    shortest schedule that still fails, %d of %d acts:
      %s
    what happens in it:
    %s\
    """
        .formatted(
            again.violation().getMessage(),
            seed,
            twin,
            seed,
            shortest.size(),
            Act.schedule(seed).size(),
            shortest,
            String.join("\n", story));
  }
}
