/// Whose rows the database shows.
@NullMarked
package dev.offboard.messaging.tenancy;

import org.jspecify.annotations.NullMarked;
