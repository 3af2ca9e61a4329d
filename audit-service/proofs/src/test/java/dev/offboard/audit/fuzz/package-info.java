/// Bytes that nobody meant: no parser may crash on them, none may take what it would write
/// otherwise.
@NullMarked
package dev.offboard.audit.fuzz;

import org.jspecify.annotations.NullMarked;
