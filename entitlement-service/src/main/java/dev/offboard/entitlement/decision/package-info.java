/// Answers whether a user may act in a role, from the primary state. May depend on `application`
/// for its ids.
@NullMarked
package dev.offboard.entitlement.decision;

import org.jspecify.annotations.NullMarked;
