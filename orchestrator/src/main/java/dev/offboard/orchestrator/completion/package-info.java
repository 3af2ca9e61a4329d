/// Who has confirmed, and who has not yet: reports by the polled batch, and the timers that
/// announce again, sweep, and end grace periods; scheduled starts look at `directory` and `policy`
/// once more. May depend on those two, `offboarding` and `saga`.
@NullMarked
package dev.offboard.orchestrator.completion;

import org.jspecify.annotations.NullMarked;
