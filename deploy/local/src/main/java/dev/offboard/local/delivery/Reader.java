package dev.offboard.local.delivery;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Priority;
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
                  .flatMap(
                      it ->
                          Stream.of(Priority.values()).map(priority -> participant(it, priority))),
              Stream.concat(
                  Stream.of(Priority.values()).flatMap(Reader::ofReports),
                  Stream.of(Topics.HISTORY, Topics.SECURITY)
                      .map(topic -> new Reader(topic, "audit-log", "audit"))))
          .toList();

  private static Reader participant(ParticipantName name, Priority priority) {
    return new Reader(Topics.lifecycle(priority), priority.consumerOf(name.value()), name.value());
  }

  private static Stream<Reader> ofReports(Priority priority) {
    return Stream.of(
        new Reader(Topics.reports(priority), priority.consumerOf("orchestrator"), "orchestrator"),
        new Reader(Topics.reports(priority), "audit-log", "audit"));
  }

  @Override
  public String toString() {
    return "%s on %s".formatted(consumer, topic);
  }
}
