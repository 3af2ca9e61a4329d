/// Measures the log through the same beans, tables and HTTP paths that serve it, for `offboard
/// bench audit`. Not part of the running service: it has a main class of its own. May depend on
/// everything of the audit service.
@NullMarked
package dev.offboard.audit.bench;

import org.jspecify.annotations.NullMarked;
