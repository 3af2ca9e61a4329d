/// Text that somebody signed: C2SP signed-note, and what is built of it - checkpoints
/// (tlog-checkpoint), cosignatures of witnesses (tlog-cosignature) and self-contained proofs
/// (tlog-proof). Strict in what it reads. Pure: it knows `java.*` and [dev.offboard.audit.merkle]
/// only.
@NullMarked
package dev.offboard.audit.note;

import org.jspecify.annotations.NullMarked;
