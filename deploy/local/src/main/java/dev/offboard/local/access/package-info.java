/// `offboard token`: tokens of the API for people and programs, issued with the installation's own.
/// May depend on `client`, `command` and `terminal`.
@NullMarked
package dev.offboard.local.access;

import org.jspecify.annotations.NullMarked;
