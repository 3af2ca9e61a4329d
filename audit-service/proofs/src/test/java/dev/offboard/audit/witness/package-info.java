/// A witness and a log that is honest, forgetful or forked.
@NullMarked
package dev.offboard.audit.witness;

import org.jspecify.annotations.NullMarked;
