/// One offboarding as people look at it: what has been done, what is next, what can still be
/// undone. May depend on `offboarding`, `saga` and `inventory`.
@NullMarked
package dev.offboard.orchestrator.portal.offboarding;

import org.jspecify.annotations.NullMarked;
