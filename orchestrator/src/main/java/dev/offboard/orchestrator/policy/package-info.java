/// Reasons and the policies they name, from configuration. May depend on `saga` for the snapshot an
/// offboarding keeps.
@NullMarked
package dev.offboard.orchestrator.policy;

import org.jspecify.annotations.NullMarked;
