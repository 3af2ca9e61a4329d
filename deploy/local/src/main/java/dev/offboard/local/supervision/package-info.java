/// Starting an operating system process, knowing whether it works, starting it again when it ends
/// and stopping it within a bound. Knows nothing of what the process is.
@NullMarked
package dev.offboard.local.supervision;

import org.jspecify.annotations.NullMarked;
