/// The append-only log: entries under gap-free leaf indexes, and how they are read. Knows nothing
/// of messages, participants or the saga; depends on contracts (ids) and the chassis only, so that
/// it can become a Merkle log without anybody noticing.
@NullMarked
package dev.offboard.audit.log;

import org.jspecify.annotations.NullMarked;
