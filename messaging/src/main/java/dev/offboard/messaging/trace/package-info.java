/// One trace per offboarding: W3C Trace Context in requests, outbox rows and records, and spans for
/// a collector if one is configured. Knows who works in which trace; decides nothing, and nobody
/// decides anything by it. May depend on contracts only.
@NullMarked
package dev.offboard.messaging.trace;

import org.jspecify.annotations.NullMarked;
