/// What every service of the house shares: problem+json, body limits, Micronaut Data repositories
/// in Spring's transaction. Knows nothing of messages.
@NullMarked
package dev.offboard.messaging.chassis;

import org.jspecify.annotations.NullMarked;
