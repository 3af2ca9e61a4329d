package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.orchestrator.inventory.AuditCheckpoint;
import dev.offboard.orchestrator.inventory.AuditCheckpoint.Last;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.portal.dashboard.InFlight.ParticipantCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whether messages move, as far as it can be known from here: the relay, the oldest announcement
/// that nobody has answered, what this instance has set aside, the audit log's last checkpoint.
@Component
final class Plumbing {
  /// Participants answer within seconds; the first repetition comes after five.
  private static final Duration SLOW_ANSWER = Duration.ofSeconds(30);

  /// The relay confirms every few seconds. That much behind it is not keeping up.
  private static final double MUCH_LOG = 64 * 1024 * 1024;

  private final MeterRegistry metrics;
  private final AuditCheckpoint checkpoint;

  Plumbing(MeterRegistry metrics, AuditCheckpoint checkpoint) {
    this.metrics = metrics;
    this.checkpoint = checkpoint;
  }

  /// @param look done, working or trouble
  record Sign(String name, String look, String words) {}

  List<Sign> signs(List<ParticipantCount> participants, Instant now) {
    List<Sign> signs = new ArrayList<>();
    signs.add(relay());
    signs.add(answers(participants, now));
    signs.add(setAside());
    signs.add(checkpoint(now));
    return signs;
  }

  private Sign relay() {
    String state =
        metrics.find("offboarding.relay.slot").gauges().stream()
            .filter(gauge -> gauge.value() == 1)
            .map(Plumbing::state)
            .findFirst()
            .orElse("unknown");
    Gauge lag = metrics.find("offboarding.relay.lag").gauge();
    double bytes = lag == null ? Double.NaN : lag.value();
    String words =
        Double.isNaN(bytes) ? state : "%s, %d kB behind".formatted(state, (long) bytes / 1024);
    boolean isMoving = state.equals("in_use") && !(bytes > MUCH_LOG);
    return new Sign(
        "Relay",
        isMoving ? "done" : "trouble",
        words.replace('_', ' ') + (isMoving ? "" : "; see runbook lost-slot.md"));
  }

  private static String state(Meter gauge) {
    String tag = gauge.getId().getTag("state");
    return tag == null ? "unknown" : tag;
  }

  private static Sign answers(List<ParticipantCount> participants, Instant now) {
    Optional<Instant> oldest =
        participants.stream().map(ParticipantCount::oldest).min(Instant::compareTo);
    return oldest
        .map(
            at ->
                new Sign(
                    "Oldest unanswered announcement",
                    Duration.between(at, now).compareTo(SLOW_ANSWER) > 0 ? "trouble" : "working",
                    When.ago(at, now)))
        .orElse(new Sign("Oldest unanswered announcement", "done", "none: everybody has answered"));
  }

  private Sign setAside() {
    double count =
        metrics.find("offboarding.dead.letters").counters().stream()
            .mapToDouble(counter -> counter.count())
            .sum();
    return count == 0
        ? new Sign("Dead letters", "done", "this instance has set none aside since it started")
        : new Sign(
            "Dead letters",
            "trouble",
            "%d set aside by this instance since it started; see runbook dead-letters.md"
                .formatted((long) count));
  }

  private Sign checkpoint(Instant now) {
    Told<Optional<Last>> told = checkpoint.last(now);
    if (!told.isKnown()) {
      return new Sign("Audit checkpoint", "trouble", String.valueOf(told.trouble()));
    }
    return told.get()
        .map(
            last ->
                new Sign(
                    "Audit checkpoint",
                    "done",
                    "%s, over %d entries"
                        .formatted(When.ago(last.issuedAt(), now), last.entries())))
        .orElse(new Sign("Audit checkpoint", "working", "none in the last two days"));
  }
}
