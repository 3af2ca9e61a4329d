/// What commands print for people: tables, durations and the steps of something long. Knows nothing
/// of what it prints.
@NullMarked
package dev.offboard.local.terminal;

import org.jspecify.annotations.NullMarked;
