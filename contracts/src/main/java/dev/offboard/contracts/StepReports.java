package dev.offboard.contracts;

import java.util.List;

/// The reports of one participant from one polled batch, in one record: the change-data relay is
/// the first wall, so fewer, fuller records. Nothing relies on their order.
public record StepReports(ParticipantName participant, List<StepReport> reports)
    implements Message {
  public StepReports {
    reports = List.copyOf(reports);
  }

  @Override
  public List<StepReports> split() {
    return reports.stream().map(report -> new StepReports(participant, List.of(report))).toList();
  }
}
