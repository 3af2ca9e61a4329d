/// `offboard chaos`: offboardings all the time, and something broken every few seconds, by a seed
/// that makes it happen again; then quiet, and every invariant is looked at. May depend on `check`,
/// `client` and `runtime`.
@NullMarked
package dev.offboard.local.chaos;

import org.jspecify.annotations.NullMarked;
