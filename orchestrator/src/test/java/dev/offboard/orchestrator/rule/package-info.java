@NullMarked
package dev.offboard.orchestrator.rule;

import org.jspecify.annotations.NullMarked;
