/// `offboard check`: the invariants of the platform, one class each, looked for in the databases
/// and topics of an installation from outside, while it works or when it is quiet. Only reads. May
/// depend on `delivery`, `postgres` and `runtime`.
@NullMarked
package dev.offboard.local.check;

import org.jspecify.annotations.NullMarked;
