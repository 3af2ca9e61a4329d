/// What a container installation takes from the embedded runtime: the same code that sets up the
/// database and the topics, and the same Connect worker, as one-shot and long-running commands.
/// They read the same definitions in `deploy` and know nothing of containers: where things are is
/// given to them. Hidden from `offboard --help`, because a person wants `offboard up`.
@NullMarked
package dev.offboard.local.setup;

import org.jspecify.annotations.NullMarked;
