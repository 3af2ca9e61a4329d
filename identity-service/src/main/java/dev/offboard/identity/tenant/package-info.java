/// The organisations whose users this service knows. Depends on no other part of the service.
@NullMarked
package dev.offboard.identity.tenant;

import org.jspecify.annotations.NullMarked;
