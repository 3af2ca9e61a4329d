/// Pages of many people at once: a list or a whole tenant is looked at first, then started, paused,
/// resumed and stopped, and its progress is followed. May use `roster`.
@NullMarked
package dev.offboard.orchestrator.portal.bulk;

import org.jspecify.annotations.NullMarked;
