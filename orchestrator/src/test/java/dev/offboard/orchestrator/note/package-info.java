/// Notes: encrypted, read, destroyed.
@NullMarked
package dev.offboard.orchestrator.note;

import org.jspecify.annotations.NullMarked;
