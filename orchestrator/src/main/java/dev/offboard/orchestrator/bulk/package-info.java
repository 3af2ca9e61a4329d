/// How many offboardings one requester may ask for at a time, and the batches that the rest waits
/// in for somebody else's approval. May depend on `directory`.
@NullMarked
package dev.offboard.orchestrator.bulk;

import org.jspecify.annotations.NullMarked;
