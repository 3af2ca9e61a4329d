/// Tests of the package of the same name.
@NullMarked
package dev.offboard.orchestrator.signin;

import org.jspecify.annotations.NullMarked;
