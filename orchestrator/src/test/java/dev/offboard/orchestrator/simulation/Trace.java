package dev.offboard.orchestrator.simulation;

import java.time.Instant;

/// Told what happened.
@FunctionalInterface
interface Trace {
  Trace NOBODY = (at, what) -> {};

  void note(Instant at, String what);
}
