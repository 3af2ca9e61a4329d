package dev.offboard.local.check;

import java.util.List;

/// Something that must hold on every installation at every moment, whatever has failed.
interface Invariant {
  /// Its name in `docs/architecture.md`, for example `I3`.
  String id();

  /// What must hold, in a sentence without a full stop.
  String claim();

  /// Every place where it doesn't hold, no more than [Look#MOST]. What the platform may still be
  /// busy with is no violation before the grace is over.
  List<Violation> violations(Look look);
}
