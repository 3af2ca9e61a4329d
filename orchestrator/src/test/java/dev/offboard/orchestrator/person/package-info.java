/// Tests of the package of the same name.
@NullMarked
package dev.offboard.orchestrator.person;

import org.jspecify.annotations.NullMarked;
