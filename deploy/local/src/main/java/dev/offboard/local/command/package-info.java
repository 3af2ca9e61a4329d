/// The subcommands that keep an installation: up, status, down, logs. Each is one class that says
/// what happens in words; the work is in `runtime`.
@NullMarked
package dev.offboard.local.command;

import org.jspecify.annotations.NullMarked;
