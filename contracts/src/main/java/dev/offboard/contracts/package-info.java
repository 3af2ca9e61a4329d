/// The words services say to each other: ids, messages, wire names, topics. Plain records on the
/// JDK alone; how they become JSON and headers is the business of `dev.offboard.messaging.wire`.
@NullMarked
package dev.offboard.contracts;

import org.jspecify.annotations.NullMarked;
