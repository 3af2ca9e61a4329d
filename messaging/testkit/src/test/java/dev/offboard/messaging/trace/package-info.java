/// Tests of `messaging.trace` that need what the test kit has.
@NullMarked
package dev.offboard.messaging.trace;

import org.jspecify.annotations.NullMarked;
