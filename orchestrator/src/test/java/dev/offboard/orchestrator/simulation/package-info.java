/// A deterministic simulation of a whole installation in one thread and virtual time: the real saga
/// core and the real participant kit, on stores and a broker in memory that are killed, repeat,
/// delay, reorder and lose. What happens is a list of [dev.offboard.orchestrator.simulation.Act]s
/// made from a seed, so that a failing run is repeated exactly and made shorter until nothing can
/// be left out.
@NullMarked
package dev.offboard.orchestrator.simulation;

import org.jspecify.annotations.NullMarked;
