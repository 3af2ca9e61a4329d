/// What the log vouches for: signed checkpoints, never two that contradict each other. The signer
/// remembers outside the database what it signed last, and signs nothing that does not grow out of
/// it - also not after the database was restored from an older dump or rewritten. May depend on
/// `log`, on the pure `merkle` and `note`, on how a witness keeps a file, and on the chassis.
@NullMarked
package dev.offboard.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
