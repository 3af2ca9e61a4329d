/// Logs that are as they should be, logs that somebody tampered with, and what the verifier says.
@NullMarked
package dev.offboard.audit.verify;

import org.jspecify.annotations.NullMarked;
