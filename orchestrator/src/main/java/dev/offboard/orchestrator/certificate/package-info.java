/// Hands out the certificates of finished offboardings. audit-service makes them, out of its log;
/// the orchestrator only fetches: callers have one address and one kind of token. May depend on
/// `offboarding` and `calls`.
@NullMarked
package dev.offboard.orchestrator.certificate;

import org.jspecify.annotations.NullMarked;
