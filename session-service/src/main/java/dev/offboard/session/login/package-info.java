/// Sessions: opened for a user whose fence is open, listed, expired. May depend on `token`.
@NullMarked
package dev.offboard.session.login;

import org.jspecify.annotations.NullMarked;
