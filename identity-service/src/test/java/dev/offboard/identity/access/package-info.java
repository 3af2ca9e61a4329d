/// Tests of the package.
@NullMarked
package dev.offboard.identity.access;

import org.jspecify.annotations.NullMarked;
