/// Pages of policies: read in plain sentences, edited in a form, tried on the last 30 days,
/// activated, rolled back. May use `policy`, `rule` and `rehearsal`.
@NullMarked
package dev.offboard.orchestrator.portal.policy;

import org.jspecify.annotations.NullMarked;
