/// Tests of `messaging.egress`.
@NullMarked
package dev.offboard.messaging.egress;

import org.jspecify.annotations.NullMarked;
