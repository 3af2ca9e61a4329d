package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.portal.States;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.portal.dashboard.InFlight.ParticipantCount;
import dev.offboard.orchestrator.portal.dashboard.InFlight.StateCount;
import dev.offboard.orchestrator.portal.dashboard.InFlight.TimesToRevoke;
import dev.offboard.orchestrator.portal.dashboard.InFlight.Waiting;
import dev.offboard.orchestrator.portal.dashboard.Plumbing.Sign;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The dashboard as of one moment: four questions, each with an answer.
record Overview(
    Filter filter,
    List<StateCount> states,
    List<Waiting> waiting,
    List<ParticipantCount> participants,
    @Nullable TimesToRevoke times,
    List<Sign> plumbing,
    String version,
    Instant now) {
  /// In these not every access is known to be gone.
  private static final Set<OffboardingState> STILL_OPEN =
      EnumSet.of(OffboardingState.REVOKING, OffboardingState.VERIFYING);

  /// An answer at a glance.
  ///
  /// @param look done, working or trouble
  record Answer(String look, String words) {}

  public Answer stillIn() {
    long open = states.stream().filter(Overview::isOpen).mapToLong(StateCount::count).sum();
    long late = states.stream().filter(Overview::isOpen).mapToLong(StateCount::late).sum();
    if (late > 0) {
      return new Answer(
          "trouble", "Maybe: %d past the deadline, %d being revoked.".formatted(late, open));
    }
    return open > 0
        ? new Answer("working", "%d being revoked right now, all in time.".formatted(open))
        : new Answer("done", "Nobody.");
  }

  public Answer late() {
    long late = states.stream().mapToLong(StateCount::late).sum();
    return late > 0
        ? new Answer("trouble", late + " past the deadline.")
        : new Answer("done", "Nothing.");
  }

  public Answer person() {
    long marked = waiting.stream().filter(it -> it.why() != null).count();
    long approvals =
        states.stream()
            .filter(it -> it.state() == OffboardingState.AWAITING_APPROVAL)
            .mapToLong(StateCount::count)
            .sum();
    if (marked + approvals == 0) {
      return new Answer("done", "Nothing.");
    }
    String words =
        marked == 0
            ? ""
            : "%d%s %s attention. "
                .formatted(
                    marked,
                    waiting.size() > InFlight.MOST_SHOWN ? " or more" : "",
                    marked == 1 ? "needs" : "need");
    return new Answer(
        marked > 0 ? "trouble" : "working",
        words
            + (approvals == 0
                ? ""
                : approvals + (approvals == 1 ? " waits" : " wait") + " for an approval."));
  }

  public Answer moving() {
    long troubled = plumbing.stream().filter(it -> it.look().equals("trouble")).count();
    return troubled == 0
        ? new Answer("done", "Yes.")
        : new Answer("trouble", "%d of %d signs say no.".formatted(troubled, plumbing.size()));
  }

  public long live() {
    return states.stream().mapToLong(StateCount::count).sum();
  }

  private static boolean isOpen(StateCount count) {
    return STILL_OPEN.contains(count.state());
  }

  public List<Waiting> shown() {
    return waiting.subList(0, Math.min(waiting.size(), InFlight.MOST_SHOWN));
  }

  public boolean hasMore() {
    return waiting.size() > InFlight.MOST_SHOWN;
  }

  public String ago(Instant then) {
    return When.ago(then, now);
  }

  public String labelOf(Waiting it) {
    return States.label(it.state());
  }

  public String lookOf(Waiting it) {
    return States.look(it.state());
  }

  public boolean isLate(Waiting it) {
    return it.respondBy() != null && it.respondBy().isBefore(now);
  }

  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }

  public String asOf() {
    return When.exactly(now);
  }
}
