/// What people write about an offboarding, encrypted under a key of the user it concerns, and the
/// destruction of that key when the user is erased. May depend on `contracts` only; nothing of the
/// saga knows it.
@NullMarked
package dev.offboard.orchestrator.note;

import org.jspecify.annotations.NullMarked;
