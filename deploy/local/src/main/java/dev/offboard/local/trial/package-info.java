/// A platform for one run: a fresh one that is started for a demonstration or a measurement and
/// gone afterwards, without touching anybody's installation.
@NullMarked
package dev.offboard.local.trial;

import org.jspecify.annotations.NullMarked;
