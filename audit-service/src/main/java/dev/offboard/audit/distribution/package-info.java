/// Gets checkpoints out of the house, so that it can't take them back: to witnesses, whose
/// cosignatures come back, and to files and addresses elsewhere. Whoever fails is tried again and
/// holds up nothing. May depend on `log`, `checkpoint` and the pure `merkle` and `note`.
@NullMarked
package dev.offboard.audit.distribution;

import org.jspecify.annotations.NullMarked;
