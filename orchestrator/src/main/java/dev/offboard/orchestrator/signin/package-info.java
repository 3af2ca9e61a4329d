/// How people come in and go out: the page for it, sessions behind a cookie, and what keeps others
/// from guessing. Ends in a caller, as tokens do; what callers may is said elsewhere. May use
/// `person`, `page` and `access`.
@NullMarked
package dev.offboard.orchestrator.signin;

import org.jspecify.annotations.NullMarked;
