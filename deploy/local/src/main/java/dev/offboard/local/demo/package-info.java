/// `offboard demo`: one offboarding from the first process to the last refusal, shown to somebody
/// who has never seen the platform, and proved to a script by its exit code.
@NullMarked
package dev.offboard.local.demo;

import org.jspecify.annotations.NullMarked;
