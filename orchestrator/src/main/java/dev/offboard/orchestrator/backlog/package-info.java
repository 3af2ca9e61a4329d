/// How many records wait for each consumer of the platform, asked of Kafka again and again, so that
/// nobody who looks has to wait for Kafka. Reads offsets only, no record. Depends on nothing of the
/// orchestrator.
@NullMarked
package dev.offboard.orchestrator.backlog;

import org.jspecify.annotations.NullMarked;
