/// What the tests of the orchestrator share: the application on a real PostgreSQL, a directory that
/// can be switched off, and participants that answer what was announced.
@NullMarked
package dev.offboard.orchestrator;

import org.jspecify.annotations.NullMarked;
