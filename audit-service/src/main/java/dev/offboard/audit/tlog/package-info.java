/// The log as others read and check it: checkpoint, tiles and entry bundles at the paths of C2SP
/// tlog-tiles, and ready-made proofs. Serves what the published checkpoint covers and nothing else.
/// May depend on `log`, `checkpoint`, on the pure `merkle` and `note`, and on the chassis.
@NullMarked
package dev.offboard.audit.tlog;

import org.jspecify.annotations.NullMarked;
