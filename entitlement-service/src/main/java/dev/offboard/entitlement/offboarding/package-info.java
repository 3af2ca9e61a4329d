/// The entitlement participant: what this service does in an offboarding. May depend on `grant` and
/// `task`.
@NullMarked
package dev.offboard.entitlement.offboarding;

import org.jspecify.annotations.NullMarked;
