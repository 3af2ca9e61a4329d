package dev.offboard.local.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.OffboardingView.ChangeView;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Follows one offboarding until it is where the caller wants it, telling each state change as it
/// is seen.
public final class Watch {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final OffboardingClient offboardings;
  private final OffboardingId id;
  private final Consumer<ChangeView> onChange;
  private int told;

  /// Watches one offboarding; `onChange` gets each of its state changes once.
  public Watch(OffboardingClient offboardings, OffboardingId id, Consumer<ChangeView> onChange) {
    this.offboardings = offboardings;
    this.id = id;
    this.onChange = onChange;
  }

  /// Tells nothing of what had happened by then.
  Watch after(OffboardingView known) {
    told = known.history().size();
    return this;
  }

  /// Returns the offboarding as soon as the condition holds for it, or as it is when `bound` is
  /// over: ask it.
  public OffboardingView until(Predicate<OffboardingView> condition, Duration bound) {
    AtomicReference<OffboardingView> last = new AtomicReference<>(look());
    new Patience(bound, LOOK_EVERY).until(() -> condition.test(last.updateAndGet(it -> look())));
    return last.get();
  }

  /// True when nothing happens any more without a person or a long time: all access is gone (and
  /// the grace period runs), it ended, it is set for later, or somebody has to look.
  public static boolean isAtRest(OffboardingView offboarding) {
    OffboardingState state = offboarding.state();
    return offboarding.needsAttention().isPresent()
        || state.isTerminal()
        || state == OffboardingState.REVOKED
        || state == OffboardingState.SCHEDULED
        || state == OffboardingState.AWAITING_APPROVAL;
  }

  private OffboardingView look() {
    OffboardingView now = offboardings.get(id);
    now.history().stream().skip(told).forEach(onChange);
    told = Math.max(told, now.history().size());
    return now;
  }
}
