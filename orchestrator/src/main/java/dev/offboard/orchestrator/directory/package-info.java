/// Asks identity-service who a user is when an offboarding is requested. The running saga never
/// needs it.
@NullMarked
package dev.offboard.orchestrator.directory;

import org.jspecify.annotations.NullMarked;
