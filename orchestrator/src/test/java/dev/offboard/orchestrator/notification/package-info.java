/// Tests of `orchestrator.notification`.
@NullMarked
package dev.offboard.orchestrator.notification;

import org.jspecify.annotations.NullMarked;
