/// A small app that takes part through the kit, for the kit's own tests.
@NullMarked
package dev.offboard.messaging.sample;

import org.jspecify.annotations.NullMarked;
