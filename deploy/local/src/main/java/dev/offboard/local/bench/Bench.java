package dev.offboard.local.bench;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.REVOKED;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.bench.Meter.Cost;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.trial.TrialPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// The measurements one after the other, on a platform that does nothing else.
final class Bench implements AutoCloseable {
  /// Its policies have a grace period, so REVOKED stays to be seen.
  private static final ReasonCode WITH_GRACE = new ReasonCode("planned-departure");

  private static final ReasonCode WITHOUT_GRACE = new ReasonCode("erasure-request");
  private static final int SESSIONS_PROBED = 2;

  /// Long enough for what a start leaves running to end.
  private static final Duration SETTLE = Duration.ofSeconds(8);

  /// Between two measurements made one at a time: the audit entries of the one before are still
  /// being written when its state is reached, and unloaded means that nothing is under way.
  private static final Duration REST = Duration.ofMillis(300);

  private final PlatformClient platform;
  private final Observer observer;
  private final Population population;
  private final Path directory;
  private final Plan plan;
  private final Consumer<String> progress;

  Bench(TrialPlatform trial, Plan plan, Consumer<String> progress) {
    this.platform = PlatformClient.of(trial.coordinates());
    this.observer = new Observer(trial.installation());
    this.directory = trial.directory();
    this.plan = plan;
    this.progress = progress;
    this.population = new Population(platform, plan.crowd(), progress);
  }

  /// How much is measured.
  ///
  /// @param users in the backlog
  /// @param repetitions of each measurement made one at a time
  /// @param warmUp repetitions before that which don't count
  record Plan(int users, int repetitions, int warmUp, Crowd crowd) {}

  /// Memory before anything was asked of the platform.
  Memory idleMemory() {
    new Patience(SETTLE, SETTLE).until(() -> false);
    return new Memory(
        observer.processes().residentKb() / 1024.0,
        observer.processes().proportionalKb() / 1024.0,
        Conditions.now(directory));
  }

  Timed revoked() {
    population.found();
    List<UserRef> users = population.grow("revoked", plan.warmUp() + plan.repetitions());
    Map<UserRef, List<Tokens>> tokens = population.signIn(users, SESSIONS_PROBED);
    StateProbe states = new StateProbe(platform.offboardings(), observer.database());
    try (RevocationProbe probe = new RevocationProbe(platform, WITH_GRACE)) {
      return timed(
          "revoked",
          users,
          user -> {
            RevocationProbe.Measured measured =
                probe.measure(user, tokens.getOrDefault(user, List.of()));
            states.await(measured.id(), REVOKED);
            return measured.duration();
          });
    }
  }

  Timed confirmed() {
    return states("confirmed", WITH_GRACE, REVOKED);
  }

  Timed completed() {
    return states("completed", WITHOUT_GRACE, COMPLETED);
  }

  private Timed states(String name, ReasonCode reason, OffboardingState target) {
    List<UserRef> users = population.grow(name, plan.warmUp() + plan.repetitions());
    population.signIn(users, 1);
    StateProbe probe = new StateProbe(platform.offboardings(), observer.database());
    return timed(name, users, user -> probe.measure(user, reason, target));
  }

  private Timed timed(String name, List<UserRef> users, Function<UserRef, Duration> measure) {
    List<Duration> durations = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      new Patience(REST, REST).until(() -> false);
      Duration duration = measure.apply(users.get(i));
      if (i >= plan.warmUp()) {
        durations.add(duration);
      }
    }
    Samples samples = new Samples(durations);
    progress.accept(
        "%s: %d measured one at a time, median %.0f ms"
            .formatted(name, samples.size(), samples.p50()));
    return new Timed(samples, Conditions.now(directory));
  }

  Loaded backlog() {
    String prefix = "backlog";
    List<UserRef> users = population.grow(prefix, plan.users());
    population.signIn(users, 1);
    Meter before = observer.readBefore();
    Backlog.Outcome outcome =
        new Backlog(platform.offboardings(), observer.database(), progress)
            .run(users, prefix, plan.crowd(), WITHOUT_GRACE);
    Cost cost = observer.readAfter().since(before, plan.users());
    return new Loaded(
        outcome, cost, observer.checks(prefix, plan.users()), Conditions.now(directory));
  }

  @Override
  public void close() {
    observer.close();
  }

  /// Memory in MB: each process on its own, and with shared memory divided.
  record Memory(double residentMb, double proportionalMb, Conditions conditions) {}

  /// What was measured one at a time.
  record Timed(Samples samples, Conditions conditions) {}

  /// What came of the backlog.
  record Loaded(Backlog.Outcome outcome, Cost cost, List<Check> checks, Conditions conditions) {}
}
