package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.orchestrator.backlog.Backlogs;
import dev.offboard.orchestrator.backlog.Backlogs.Seen;
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
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Whether messages move, as far as it can be known from here: the relay, this service's outbox,
/// what waits for each consumer, the oldest announcement that nobody has answered, what this
/// instance has set aside, the audit log's last checkpoint. What can't be told counts as trouble.
@Component
final class Plumbing {
  /// Participants answer within seconds; the first repetition comes after five.
  private static final Duration SLOW_ANSWER = Duration.ofSeconds(30);

  /// The relay confirms every few seconds. That much behind it is not keeping up.
  private static final double MUCH_LOG = 64 * 1024 * 1024;

  private static final String OUTBOX = "Outbox of the orchestrator";
  private static final String CONSUMERS = "Consumers";

  /// The relay publishes within seconds, and it is looked for every ten.
  private static final double OLD_SECONDS = 60;

  private final MeterRegistry metrics;
  private final Backlogs backlogs;
  private final AuditCheckpoint checkpoint;

  Plumbing(MeterRegistry metrics, Backlogs backlogs, AuditCheckpoint checkpoint) {
    this.metrics = metrics;
    this.backlogs = backlogs;
    this.checkpoint = checkpoint;
  }

  /// @param look done, working or trouble
  record Sign(String name, String look, String words) {}

  List<Sign> signs(List<ParticipantCount> participants, Instant now) {
    List<Sign> signs = new ArrayList<>();
    signs.add(relay());
    signs.add(outbox());
    signs.add(consumers(now));
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

  private Sign outbox() {
    Gauge age = metrics.find("offboarding.outbox.age").gauge();
    double seconds = age == null ? Double.NaN : age.value();
    if (Double.isNaN(seconds)) {
      return new Sign(
          OUTBOX,
          "trouble",
          "can't tell: the relay has confirmed nothing since this instance looks; see runbook"
              + " relay-stalled.md");
    }
    if (seconds == 0) {
      return new Sign(OUTBOX, "done", "nothing waits for the relay");
    }
    String words = "the oldest row waits for the relay for %d s".formatted((long) seconds);
    return seconds > OLD_SECONDS
        ? new Sign(OUTBOX, "trouble", words + "; see runbook relay-stalled.md")
        : new Sign(OUTBOX, "working", words);
  }

  /// Each consumer of the platform; empty if Kafka doesn't say.
  List<Reading> readings(Instant now) {
    return backlogs.lately(now).map(Seen::backlogs).orElse(List.of()).stream()
        .map(backlog -> Reading.of(backlog, now))
        .toList();
  }

  private Sign consumers(Instant now) {
    if (backlogs.lately(now).isEmpty()) {
      return new Sign(
          CONSUMERS,
          "trouble",
          "can't tell: Kafka does not say how far they are; see runbook kafka-away.md");
    }
    List<Reading> readings = readings(now);
    if (readings.isEmpty()) {
      return new Sign(CONSUMERS, "working", "none has read anything yet");
    }
    List<Reading> troubled = readings.stream().filter(it -> it.look().equals("trouble")).toList();
    return troubled.isEmpty()
        ? new Sign(CONSUMERS, "done", "all %d keep up".formatted(readings.size()))
        : new Sign(
            CONSUMERS,
            "trouble",
            "%d of %d: %s; see runbook consumer-behind.md"
                .formatted(
                    troubled.size(),
                    readings.size(),
                    troubled.stream().map(Reading::consumer).collect(Collectors.joining(", "))));
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
