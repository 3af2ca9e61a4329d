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

  static Report failing(String code, String detail) {
    return new Failing(code, detail);
  }

  /// Done. The kit reads back before it believes it.
  record Completed(Evidence evidence) implements Report {}

  /// "I did nothing and I won't." `code` is stable; `detail` is for a person, free of personal
  /// data.
  record Refused(String code, String detail) implements Report {}

  /// Under way, to be ended by [Steps#complete]; may take minutes.
  record Progressed(String progress) implements Report {}

  /// Under way and in trouble: reported failed, so that the orchestrator counts it, asks again and
  /// calls a person, and still to be ended by [Steps#complete]. The same rules for `code` and
  /// `detail` as in [Refused].
  record Failing(String code, String detail) implements Report {}
}
