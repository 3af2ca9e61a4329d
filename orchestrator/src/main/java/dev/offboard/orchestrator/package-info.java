/// The orchestrator: announces the facts of an offboarding, tracks who has confirmed, and never
/// gives up. See `saga` for what happens when, the other packages for how it is kept and served.
@NullMarked
package dev.offboard.orchestrator;

import org.jspecify.annotations.NullMarked;
