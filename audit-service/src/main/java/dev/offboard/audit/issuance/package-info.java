/// Issues certificates of offboardings that have ended, on demand and out of nothing but the log.
/// What a certificate is and how it is checked is the business of the pure `certificate`; this only
/// finds the entries and the checkpoint. May depend on `log` and `checkpoint`.
@NullMarked
package dev.offboard.audit.issuance;

import org.jspecify.annotations.NullMarked;
