/// Applications outside, as those who look after them see them: how they are reached, how they are
/// doing, what waits for them. They are entitlement-service's; nothing is kept here. May depend on
/// `inventory`, `page` and `portal`.
@NullMarked
package dev.offboard.orchestrator.portal.application;

import org.jspecify.annotations.NullMarked;
