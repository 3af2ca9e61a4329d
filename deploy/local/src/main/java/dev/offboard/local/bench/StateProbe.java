package dev.offboard.local.bench;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.offboarding.Timeline;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;

/// How long after the 202 an offboarding is in a state, committed for all to see.
record StateProbe(OffboardingClient offboardings, Database database) {
  private static final Duration LOOK_EVERY = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Offboards the user.
  Duration measure(UserRef user, ReasonCode reason, OffboardingState target) {
    OffboardingId id = offboardings.request(OffboardingRequest.now(user, reason)).id();
    long accepted = System.nanoTime();
    await(id, target);
    return Duration.ofNanos(System.nanoTime() - accepted);
  }

  /// Returns as soon as it is there; fails with what happened to it when it isn't within the bound.
  void await(OffboardingId id, OffboardingState target) {
    boolean there = new Patience(PATIENCE, LOOK_EVERY).until(() -> database.stateOf(id) == target);
    if (!there) {
      var view = offboardings.get(id);
      throw new PlatformFailure(
          "Offboarding %s is %s %d s after its 202 (expected: %s):%n%s%n%s"
              .formatted(
                  id,
                  view.state(),
                  PATIENCE.toSeconds(),
                  target,
                  String.join("\n", Timeline.of(view).lines()),
                  String.join("\n", Timeline.open(view))));
    }
  }
}
