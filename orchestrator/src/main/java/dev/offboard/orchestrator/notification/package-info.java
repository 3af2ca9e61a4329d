/// Tells people and programs by mail and signed webhook what becomes of offboardings: written with
/// the state, in its transaction; delivered later, tried again, counted. Knows nothing of how
/// offboardings are decided. May depend on `inventory`, `person` and contracts.
@NullMarked
package dev.offboard.orchestrator.notification;

import org.jspecify.annotations.NullMarked;
