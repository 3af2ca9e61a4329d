/// The session service as a program. `login` opens and lists sessions, `token` makes and keeps what
/// is presented, `oauth` speaks the RFCs, `offboarding` takes everything away again.
@NullMarked
package dev.offboard.session;

import org.jspecify.annotations.NullMarked;
