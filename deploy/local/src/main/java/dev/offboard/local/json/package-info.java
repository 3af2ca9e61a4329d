/// The one JSON mapper of the command: instants as RFC 3339, unknown fields ignored.
@NullMarked
package dev.offboard.local.json;

import org.jspecify.annotations.NullMarked;
