package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;

/// What a participant says of one announcement. A failure is an exception, and the kit reports it.
public sealed interface Report {
  static Report completed(Evidence evidence) {
    return new Completed(evidence);
  }

  static Report refused(String code, String detail) {
    return new Refused(code, detail);
  }

  static Report progressed(String progress) {
    return new Progressed(progress);
  }

  /// Done. The kit reads back before it believes it.
  record Completed(Evidence evidence) implements Report {}

  /// "I did nothing and I won't." `code` is stable; `detail` is for a person, free of personal
  /// data.
  record Refused(String code, String detail) implements Report {}

  /// Under way, to be ended by [Steps#complete]; may take minutes.
  record Progressed(String progress) implements Report {}
}
