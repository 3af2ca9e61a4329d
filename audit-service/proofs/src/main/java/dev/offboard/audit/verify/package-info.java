/// The verifier: says of a checkpoint, a proof, a certificate or a whole log whether it is what it
/// claims, and trusts nothing but the keys and the checkpoints that it is handed. Reads files and,
/// for a whole log, a directory or a URL; knows no database and no service.
@NullMarked
package dev.offboard.audit.verify;

import org.jspecify.annotations.NullMarked;
