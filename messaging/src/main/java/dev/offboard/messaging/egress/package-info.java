/// Calls to places that somebody else names: only public addresses, and always those that were
/// looked at. Whoever uses it brings the HTTP client. May depend on nothing.
@NullMarked
package dev.offboard.messaging.egress;

import org.jspecify.annotations.NullMarked;
