/// The identity service: which users a tenant has, how they prove who they are, and the identity
/// side of every offboarding. This package holds what its parts share; it depends on none of them.
@NullMarked
package dev.offboard.identity;

import org.jspecify.annotations.NullMarked;
