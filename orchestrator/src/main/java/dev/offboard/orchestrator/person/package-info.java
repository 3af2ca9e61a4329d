/// The people who operate this platform: their accounts, what they may, and that it ends when they
/// are offboarded themselves. How they sign in is another package. May use `access`.
@NullMarked
package dev.offboard.orchestrator.person;

import org.jspecify.annotations.NullMarked;
