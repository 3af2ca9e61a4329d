package dev.offboard.orchestrator.notification;

import java.util.List;

/// What becomes of the mails that are due to one recipient: few are sent one by one, the rest waits
/// for the end of the window and is sent as one.
///
/// @param single each a message
/// @param digest all of them one message
/// @param held sent later, as one
record Flood(List<Waiting> single, List<Waiting> digest, List<Waiting> held) {

  /// @param sentLately single messages to this recipient within the window
  /// @param most as many of them as they get
  static Flood of(List<Waiting> due, int sentLately, int most) {
    if (due.stream().anyMatch(Waiting::isHeld)) {
      return due.size() == 1
          ? new Flood(due, List.of(), List.of())
          : new Flood(List.of(), due, List.of());
    }
    int allowed = Math.clamp((long) most - sentLately, 0, due.size());
    return new Flood(due.subList(0, allowed), List.of(), due.subList(allowed, due.size()));
  }
}
