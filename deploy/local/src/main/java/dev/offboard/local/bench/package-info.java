/// `offboard bench`: the figures of the platform on this machine, measured from outside on a fresh
/// installation: how soon access is gone, how many offboardings a second, what one costs, and
/// whether nothing was lost on the way.
@NullMarked
package dev.offboard.local.bench;

import org.jspecify.annotations.NullMarked;
