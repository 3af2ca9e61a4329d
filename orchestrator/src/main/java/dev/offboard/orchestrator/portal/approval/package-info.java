/// Pages for whoever approves many offboardings as one list: the batches that wait, and one batch
/// with what would happen to whom.
@NullMarked
package dev.offboard.orchestrator.portal.approval;

import org.jspecify.annotations.NullMarked;
