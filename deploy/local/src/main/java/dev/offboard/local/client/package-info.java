/// The five services as the commands see them: one small typed client each over their public HTTP
/// interfaces, nothing else. Knows where they are from `Coordinates`; holds the token and never
/// prints it.
@NullMarked
package dev.offboard.local.client;

import org.jspecify.annotations.NullMarked;
