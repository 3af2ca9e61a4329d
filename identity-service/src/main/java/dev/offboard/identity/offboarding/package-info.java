/// The identity side of every offboarding. May depend on `account` and `credential`; nothing
/// depends on it.
@NullMarked
package dev.offboard.identity.offboarding;

import org.jspecify.annotations.NullMarked;
