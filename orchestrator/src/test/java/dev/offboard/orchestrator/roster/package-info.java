/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.roster;

import org.jspecify.annotations.NullMarked;
