package dev.offboard.orchestrator.saga;

import java.util.Locale;

/// Why an event changed nothing. The names are values of the metric `offboarding.reports.ignored`.
public enum IgnoredReason {
  /// Nothing has been announced yet that could be answered.
  NOTHING_ANNOUNCED,
  /// About another user than the offboarding's: never across users or tenants.
  OTHER_USER,
  /// Of another epoch than the phase was announced under.
  OTHER_EPOCH,
  /// Of a phase that is over or has not begun.
  OTHER_PHASE,
  /// From somebody the phase was not announced to.
  NOT_ADDRESSED,
  /// Of another attempt than the latest announced to this participant.
  OTHER_ATTEMPT,
  /// The attempt has been answered already, as finally or more so.
  ALREADY_ANSWERED,
  /// An answer to a question that was not asked.
  NOT_ASKED,
  /// The offboarding has ended.
  ENDED,
  /// The state is from a newer version; an older orchestrator leaves it alone.
  PARKED;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
