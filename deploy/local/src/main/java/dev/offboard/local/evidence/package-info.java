/// The evidence of an audit period as a folder: its files, its table, and whether all of it fits
/// together. Knows the proofs module and JSON, no running platform.
@NullMarked
package dev.offboard.local.evidence;

import org.jspecify.annotations.NullMarked;
