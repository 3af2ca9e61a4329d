/// What the audit hears and answers about offboardings: history and reports become entries; the
/// participant seals an offboarding once its history is in the log without a gap (invariant I9).
/// May depend on `log` and on messaging.
@NullMarked
package dev.offboard.audit.offboarding;

import org.jspecify.annotations.NullMarked;
