/// What happened to this installation, told to people: events in the order they happened, kept in a
/// file that `up` follows, `status` shows and a restart does not lose. Depends on nothing but JSON.
@NullMarked
package dev.offboard.local.journal;

import org.jspecify.annotations.NullMarked;
