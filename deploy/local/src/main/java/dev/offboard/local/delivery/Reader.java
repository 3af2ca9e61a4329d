package dev.offboard.local.delivery;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Topics;
import java.util.List;
import java.util.stream.Stream;

/// A consumer that must handle every message of a topic, and where it remembers that it has.
///
/// @param consumer its consumer group, which is also its name in its inbox
/// @param schema whose inbox
public record Reader(String topic, String consumer, String schema) {
  /// Those of this version. A participant that is added is added here as well.
  public static final List<Reader> ALL =
      Stream.concat(
              Stream.of(
                      ParticipantName.IDENTITY,
                      ParticipantName.ENTITLEMENT,
                      ParticipantName.SESSION,
                      ParticipantName.AUDIT)
                  .map(it -> new Reader(Topics.LIFECYCLE, it.value(), it.value())),
              Stream.of(
                  new Reader(Topics.REPORTS, "orchestrator", "orchestrator"),
                  new Reader(Topics.REPORTS, "audit-log", "audit"),
                  new Reader(Topics.HISTORY, "audit-log", "audit")))
          .toList();

  @Override
  public String toString() {
    return "%s on %s".formatted(consumer, topic);
  }
}
