/// What a user can get at, as the other services tell it now, for whoever is about to take it away.
/// Asks over HTTP and keeps nothing; a service that is away leaves its part out and says so. May
/// depend on `calls`; knows nothing of offboardings.
@NullMarked
package dev.offboard.orchestrator.inventory;

import org.jspecify.annotations.NullMarked;
