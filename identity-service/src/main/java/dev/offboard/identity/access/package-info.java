/// The table of who may call what of this service. May depend on nothing else of it.
@NullMarked
package dev.offboard.identity.access;

import org.jspecify.annotations.NullMarked;
