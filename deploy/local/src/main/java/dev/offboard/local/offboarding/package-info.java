/// Offboardings on the command line: request one and watch it, list them, undo one. Shows what the
/// orchestrator tells and decides nothing.
@NullMarked
package dev.offboard.local.offboarding;

import org.jspecify.annotations.NullMarked;
