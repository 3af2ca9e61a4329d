/// Proofs against the outside vectors, against the RFC's own example, and against every small tree.
@NullMarked
package dev.offboard.audit.merkle;

import org.jspecify.annotations.NullMarked;
