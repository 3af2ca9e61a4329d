/// One installation of the platform: its data directory, its ports and secrets, what runs on it and
/// how it is started, observed and stopped. `Installation` is the way in for every command and
/// test.
@NullMarked
package dev.offboard.local.runtime;

import org.jspecify.annotations.NullMarked;
