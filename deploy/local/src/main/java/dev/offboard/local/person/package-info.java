/// `offboard person`: accounts of the people who operate the platform.
@NullMarked
package dev.offboard.local.person;

import org.jspecify.annotations.NullMarked;
