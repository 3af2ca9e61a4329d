/// Tests of the package.
@NullMarked
package dev.offboard.audit.access;

import org.jspecify.annotations.NullMarked;
