/// What is going on, for those on duty: is anybody still able to get in, what is late, what needs a
/// person, is the plumbing moving.
@NullMarked
package dev.offboard.orchestrator.portal.dashboard;

import org.jspecify.annotations.NullMarked;
