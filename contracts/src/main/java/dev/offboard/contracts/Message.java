package dev.offboard.contracts;

import java.util.List;

/// Everything that travels on a topic. Its wire name stands in [WireNames].
public sealed interface Message
    permits Announcement,
        Request,
        StepReports,
        StateChanges,
        DeadLetterReplayed,
        RecordRejected,
        AccessChanged {

  /// The same facts one by one, for a reader that has to set a single bad one aside.
  default List<? extends Message> split() {
    return List.of(this);
  }
}
