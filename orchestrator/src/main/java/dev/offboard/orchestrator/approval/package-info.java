/// Somebody else's approval of what was requested: of one offboarding by the hash of its plan, of
/// many by the hash of their list. May depend on `offboarding`, `plan` and `directory`.
@NullMarked
package dev.offboard.orchestrator.approval;

import org.jspecify.annotations.NullMarked;
