/// Tests of what all pages share.
@NullMarked
package dev.offboard.orchestrator.page;

import org.jspecify.annotations.NullMarked;
