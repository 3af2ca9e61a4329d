/// Tests of the package.
@NullMarked
package dev.offboard.entitlement.access;

import org.jspecify.annotations.NullMarked;
