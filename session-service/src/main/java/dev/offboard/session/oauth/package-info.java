/// What OAuth clients and resource servers call: introspection (RFC 7662), revocation (RFC 7009)
/// and refresh (RFC 6749 section 6). May depend on `login` and `token`.
@NullMarked
package dev.offboard.session.oauth;

import org.jspecify.annotations.NullMarked;
