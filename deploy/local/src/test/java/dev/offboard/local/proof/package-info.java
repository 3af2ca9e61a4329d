/// The commands as a shell meets them: exit codes and what they print.
@NullMarked
package dev.offboard.local.proof;

import org.jspecify.annotations.NullMarked;
