/// What another policy would have made of the offboardings of the last days, before anybody
/// activates it. May depend on `policy`, `plan` and `offboarding`; changes nothing.
@NullMarked
package dev.offboard.orchestrator.rehearsal;

import org.jspecify.annotations.NullMarked;
