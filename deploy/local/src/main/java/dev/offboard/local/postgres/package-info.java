/// A real PostgreSQL from the binaries on the class path: unpacked and initialised once in the data
/// directory, then run in the foreground; and the scripts that make the schemas and roles in it.
@NullMarked
package dev.offboard.local.postgres;

import org.jspecify.annotations.NullMarked;
