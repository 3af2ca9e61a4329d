/// Starts the audit service: the append-only log in `log`, what it hears and answers about
/// offboardings in `offboarding`.
@NullMarked
package dev.offboard.audit;

import org.jspecify.annotations.NullMarked;
