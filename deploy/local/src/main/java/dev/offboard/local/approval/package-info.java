/// Commands of approvers: what waits, yes and no. Speaks to the orchestrator under the approver's
/// own token, because nobody approves what they requested.
@NullMarked
package dev.offboard.local.approval;

import org.jspecify.annotations.NullMarked;
