/// What is left to do in applications, as people look at it and say that it is done. The tasks are
/// entitlement-service's; nothing is kept here. May depend on `inventory`, `page` and `portal`.
@NullMarked
package dev.offboard.orchestrator.portal.task;

import org.jspecify.annotations.NullMarked;
