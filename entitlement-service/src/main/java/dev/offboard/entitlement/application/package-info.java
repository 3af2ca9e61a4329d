/// The applications of a tenant and the roles each of them knows; the ids of both. Depends on no
/// other package of this service.
@NullMarked
package dev.offboard.entitlement.application;

import org.jspecify.annotations.NullMarked;
