/// How somebody is offboarded with a few clicks: found, looked at, offboarded. May depend on
/// `inventory`, `offboarding` and `policy`.
@NullMarked
package dev.offboard.orchestrator.portal.leaver;

import org.jspecify.annotations.NullMarked;
