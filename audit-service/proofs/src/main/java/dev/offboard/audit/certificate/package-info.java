/// The certificate of one offboarding: its log entries, the proof that the log has each of them,
/// and a statement that follows from nothing but these entries. The one place of the proofs that
/// reads what entries say (JSON).
@NullMarked
package dev.offboard.audit.certificate;

import org.jspecify.annotations.NullMarked;
