/// Who has confirmed, and who has not yet: reports by the polled batch, and the timers that
/// announce again, start, and end grace periods. May depend on `offboarding` and `saga`.
@NullMarked
package dev.offboard.orchestrator.completion;

import org.jspecify.annotations.NullMarked;
