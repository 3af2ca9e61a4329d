/// The `offboard` command: one subcommand per package beside this one. It may use everything in
/// this module; nothing here knows a service's code, only its HTTP API and its extracted jar.
@NullMarked
package dev.offboard.local;

import org.jspecify.annotations.NullMarked;
