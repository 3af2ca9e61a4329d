/// A witness: somebody else's small program that has seen the log before and signs only what
/// continues it (C2SP tlog-witness, tlog-cosignature). It keeps one checkpoint and one key, in
/// files of its own.
@NullMarked
package dev.offboard.audit.witness;

import org.jspecify.annotations.NullMarked;
