/// `offboard rotate`: other secrets for a platform that goes on running.
@NullMarked
package dev.offboard.local.rotation;

import org.jspecify.annotations.NullMarked;
