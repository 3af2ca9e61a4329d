/// The service that knows who may do what in which application. Only starts the packages below.
@NullMarked
package dev.offboard.entitlement;

import org.jspecify.annotations.NullMarked;
