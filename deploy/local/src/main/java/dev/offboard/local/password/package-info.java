/// How one password is replaced while whoever uses it runs: at the server that asks for it and in
/// the file that is read. Knows no server in particular.
@NullMarked
package dev.offboard.local.password;

import org.jspecify.annotations.NullMarked;
