/// The commands that prove: `offboard verify` and `offboard witness`. They need no running
/// platform, no data directory and no other package of this program but the terminal: what they
/// know is the proofs module.
@NullMarked
package dev.offboard.local.proof;

import org.jspecify.annotations.NullMarked;
