package dev.offboard.local.chaos;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.chaos.Schedule.Planned;
import dev.offboard.local.check.Findings;
import dev.offboard.local.check.InstallationCheck;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.postgres.DatabaseView;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// One run: users are made, then offboarded while things break; then nothing breaks any more, and
/// without anybody's help everything that was accepted must end and every invariant hold.
public final class Chaos {
  private static final Duration TICK = Duration.ofMillis(50);

  /// Restart pauses grow to half a minute, and everything restarts at once on two cores.
  private static final Patience READY = new Patience(Duration.ofMinutes(5), Duration.ofMillis(500));

  /// Announcements are repeated after five minutes at the latest.
  private static final Patience END = new Patience(Duration.ofMinutes(15), Duration.ofSeconds(1));

  /// The audit may still be reading, and what a slot skipped is found after two minutes.
  private static final Patience CHECKED =
      new Patience(Duration.ofMinutes(8), Duration.ofSeconds(2));

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Installation installation;
  private final Plan plan;
  private final Consumer<String> tell;

  /// @param tell gets each fault as it happens, and what is waited for
  public Chaos(Installation installation, Plan plan, Consumer<String> tell) {
    this.installation = installation;
    this.plan = plan;
    this.tell = tell;
  }

  /// How much, how long and which.
  ///
  /// @param perSecond offboardings
  /// @param faultEvery one fault each time
  public record Plan(long seed, Duration length, double perSecond, Duration faultEvery) {}

  /// What came of it.
  ///
  /// @param notEnded accepted offboardings that have not ended within the bound
  /// @param unanswered requests that were never answered
  public record Outcome(
      int accepted, int unanswered, long notEnded, int faults, Duration recovery, Findings found) {
    /// True when nothing was lost and nothing is wrong.
    public boolean isGood() {
      return unanswered == 0 && notEnded == 0 && found.violations() == 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d offboardings accepted, %d requests unanswered, %d not ended, %d faults, all ended"
              + " %.1f s after the last fault, %d violations, 0 manual repairs",
          accepted,
          unanswered,
          notEnded,
          faults,
          recovery.toMillis() / 1e3,
          found.violations());
    }
  }

  /// Returns when everything has ended and was looked at, or when a bound is over.
  public Outcome run() {
    Coordinates platform = installation.coordinates();
    TenantId tenant = new TenantId("chaos-%s".formatted(Long.toHexString(plan.seed())));
    Load load = new Load(PlatformClient.of(platform), tenant);
    List<UserRef> users =
        load.prepare((int) Math.ceil(plan.perSecond() * plan.length().toSeconds()));
    tell.accept("%d users made; seed %d".formatted(users.size(), plan.seed()));
    Schedule schedule = Schedule.of(plan.seed(), plan.length(), plan.faultEvery());
    long quietSince;
    try (ScheduledExecutorService clock = load.begin(users, plan.perSecond())) {
      inflict(schedule);
      quietSince = System.nanoTime();
      tell.accept(
          "no more faults; %d accepted so far; waiting until everything has ended"
              .formatted(load.accepted().size()));
      READY.until(() -> installation.status().isReady());
      load.awaitAnswers(users.size());
      clock.shutdownNow();
    }
    long notEnded = awaitEnd(platform, tenant, load.accepted().size());
    Duration recovery = Duration.ofNanos(System.nanoTime() - quietSince);
    tell.accept("all ended: %s; checking".formatted(notEnded == 0));
    Findings found = check(platform);
    return new Outcome(
        load.accepted().size(),
        users.size() - load.accepted().size(),
        notEnded,
        schedule.faults().size(),
        recovery,
        found);
  }

  private void inflict(Schedule schedule) {
    long began = System.nanoTime();
    try (Damage damage = new Damage(installation)) {
      for (Planned planned : schedule.faults()) {
        awaitMoment(began + planned.at().toNanos(), damage);
        String came = damage.inflict(planned.fault());
        tell.accept(
            String.format(
                Locale.ROOT,
                "%7.1f s  seed %d  %s (%s)",
                (System.nanoTime() - began) / 1e9,
                plan.seed(),
                planned.fault(),
                came));
      }
      awaitMoment(began + plan.length().toNanos(), damage);
    }
  }

  private void awaitMoment(long moment, Damage damage) {
    while (System.nanoTime() < moment && !Thread.currentThread().isInterrupted()) {
      damage.thaw().forEach(it -> tell.accept("           %s goes on".formatted(it)));
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  /// How many have not ended when the bound is over; those that were accepted and are gone count
  /// too.
  private static long awaitEnd(Coordinates platform, TenantId tenant, int accepted) {
    AtomicReference<Long> left = new AtomicReference<>((long) accepted);
    END.until(
        () -> {
          try (DatabaseView database =
              new DatabaseView(platform.jdbcUrl(), platform.user(), platform.password())) {
            long ended =
                database.number(
                    "SELECT count(*) FROM orchestrator.offboarding WHERE tenant_id = ? AND state IN"
                        + " ('COMPLETED', 'REINSTATED')",
                    tenant.value());
            left.set(accepted - ended);
            return left.get() <= 0;
          } catch (IllegalStateException e) {
            return false; // PostgreSQL is still recovering
          }
        });
    return Math.max(0, left.get());
  }

  private static Findings check(Coordinates platform) {
    AtomicReference<Findings> found = new AtomicReference<>();
    CHECKED.until(
        () -> {
          found.set(InstallationCheck.of(platform, GRACE));
          return found.get().violations() == 0;
        });
    return found.get();
  }
}
