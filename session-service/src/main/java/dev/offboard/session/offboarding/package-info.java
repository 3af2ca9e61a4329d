/// The session participant: what users hold is ended, forgotten and read back by the batch. May
/// depend on `login` and `token`.
@NullMarked
package dev.offboard.session.offboarding;

import org.jspecify.annotations.NullMarked;
