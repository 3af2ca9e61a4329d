/// The saga: what is announced when, and what a report, an undo or a timer leads to. Pure functions
/// over records; may depend on `java.*` and `dev.offboard.contracts` only and knows no clock, no
/// database and no framework, so that every rule is tested in milliseconds.
@NullMarked
package dev.offboard.orchestrator.saga;

import org.jspecify.annotations.NullMarked;
