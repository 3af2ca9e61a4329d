/// Who calls, and what they may: callers with roles in one tenant or in all, made from the
/// installation's token, the services' token, tokens that the orchestrator has issued, or JWTs of a
/// configured issuer; and one table per service that says which roles each endpoint is for. May use
/// `chassis`; knows nothing of messages. See docs/access.md.
@NullMarked
package dev.offboard.messaging.access;

import org.jspecify.annotations.NullMarked;
