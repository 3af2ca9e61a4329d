/// Doing together what many ask for at the same time. Depends on nothing of ours.
@NullMarked
package dev.offboard.orchestrator.gathering;

import org.jspecify.annotations.NullMarked;
