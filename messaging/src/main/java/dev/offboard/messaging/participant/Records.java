package dev.offboard.messaging.participant;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.outbox.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/// Puts reports into as few records as they fit in: a broker takes records of 1 MB, and what users
/// held may be much.
final class Records {
  /// As many as a polled batch leads to; some 200 kB with what an ordinary user holds.
  static final int MAX_REPORTS = 500;

  /// Digests of 48 bytes: with as many, and reports that say little else, 500 kB.
  static final int MAX_DIGESTS = 6_000;

  private Records() {}

  static List<OutgoingMessage> of(
      ParticipantName name, Priority priority, String key, List<StepReport> reports) {
    List<OutgoingMessage> records = new ArrayList<>();
    List<StepReport> some = new ArrayList<>();
    int digests = 0;
    for (StepReport report : reports) {
      int more = digests(report);
      if (some.size() == MAX_REPORTS || (!some.isEmpty() && digests + more > MAX_DIGESTS)) {
        records.add(record(name, priority, key, some));
        some = new ArrayList<>();
        digests = 0;
      }
      some.add(report);
      digests += more;
    }
    if (!some.isEmpty()) {
      records.add(record(name, priority, key, some));
    }
    return records;
  }

  /// An item without any has about the size of four.
  private static int digests(StepReport report) {
    return report instanceof StepCompleted completed && completed.inventory() != null
        ? completed.inventory().stream()
            .mapToInt(item -> 4 + (item.digests() == null ? 0 : item.digests().size()))
            .sum()
        : 0;
  }

  private static OutgoingMessage record(
      ParticipantName name, Priority priority, String key, List<StepReport> reports) {
    return new OutgoingMessage(Topics.reports(priority), key, new StepReports(name, reports));
  }
}
