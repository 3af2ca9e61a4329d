/// Tests of the package of the same name.
@NullMarked
package dev.offboard.orchestrator.portal.live;

import org.jspecify.annotations.NullMarked;
