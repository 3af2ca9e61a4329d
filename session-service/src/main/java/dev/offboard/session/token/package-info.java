/// Opaque tokens, of which only hashes are kept. Knows a session by its id alone; depends on no
/// other package of this service.
@NullMarked
package dev.offboard.session.token;

import org.jspecify.annotations.NullMarked;
