package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import org.jspecify.annotations.Nullable;

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

  /// What became of the step.
  Outcome outcome();

  /// What the user held before; absent if the participant does not say.
  @Nullable Inventory inventory();

  /// The same, of a user who held this before. What is said first of a step stays, so a later
  /// attempt need not know what an earlier one has taken away.
  default Report having(Inventory before) {
    return new Having(outcome(), before);
  }

  /// A report and what the user held before.
  record Having(Outcome outcome, Inventory inventory) implements Report {}

  /// What became of a step, and nothing more.
  sealed interface Outcome extends Report {
    @Override
    default Outcome outcome() {
      return this;
    }

    @Override
    default @Nullable Inventory inventory() {
      return null;
    }
  }

  /// Done. The kit reads back before it believes it.
  record Completed(Evidence evidence) implements Outcome {}

  /// "I did nothing and I won't." `code` is stable; `detail` is for a person, free of personal
  /// data.
  record Refused(String code, String detail) implements Outcome {}

  /// Under way, to be ended by [Steps#complete]; may take minutes.
  record Progressed(String progress) implements Outcome {}

  /// Under way and in trouble: reported failed, so that the orchestrator counts it, asks again and
  /// calls a person, and still to be ended by [Steps#complete]. The same rules for `code` and
  /// `detail` as in [Refused].
  record Failing(String code, String detail) implements Outcome {}
}
