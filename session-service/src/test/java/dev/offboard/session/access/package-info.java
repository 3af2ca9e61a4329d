/// Tests of the package.
@NullMarked
package dev.offboard.session.access;

import org.jspecify.annotations.NullMarked;
