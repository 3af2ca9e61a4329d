/// The commands that prove: `offboard verify` and `offboard witness`. They need no running platform
/// and no data directory: what they know is the proofs module and how an evidence folder looks.
@NullMarked
package dev.offboard.local.proof;

import org.jspecify.annotations.NullMarked;
