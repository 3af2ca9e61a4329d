/// Tests of the package.
@NullMarked
package dev.offboard.messaging.access;

import org.jspecify.annotations.NullMarked;
