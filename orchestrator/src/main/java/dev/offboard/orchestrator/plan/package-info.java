/// What exactly would be done to somebody, who else has to approve it, and whether that still
/// holds. May depend on `saga`, `policy` and `directory`; it decides nothing and keeps nothing.
@NullMarked
package dev.offboard.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
