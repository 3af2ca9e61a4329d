/// The tokens of the API: issued, rotated, revoked and looked up here, for all services; and the
/// table of who may call what of the orchestrator. May depend on nothing else of it.
@NullMarked
package dev.offboard.orchestrator.access;

import org.jspecify.annotations.NullMarked;
