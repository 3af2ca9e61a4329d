/// The Merkle tree of the log, as RFC 9162 (and RFC 6962 before it) defines it: hashes, heads,
/// proofs and how they are checked, and the tiles of C2SP tlog-tiles it is kept in. Pure: it knows
/// `java.*` only, no clock, no database, no network.
@NullMarked
package dev.offboard.audit.merkle;

import org.jspecify.annotations.NullMarked;
