/// How a message looks on the wire: CloudEvents 1.0 headers in Kafka's binary mode and a JSON body.
/// Depends on contracts and Jackson only.
@NullMarked
package dev.offboard.messaging.wire;

import org.jspecify.annotations.NullMarked;
