/// How applications outside are reached and how they are doing: method, target, secret, order,
/// deadline, owner. May depend on `application`.
@NullMarked
package dev.offboard.entitlement.connection;

import org.jspecify.annotations.NullMarked;
