/// Asks identity-service who a user is when an offboarding is requested, and entitlement-service
/// which roles the user holds when it is a role change. The running saga needs neither.
@NullMarked
package dev.offboard.orchestrator.directory;

import org.jspecify.annotations.NullMarked;
