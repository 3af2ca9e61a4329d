/// How users prove who they are: passwords and API keys, and the answers to those who present them.
/// May depend on `account` and `tenant`.
@NullMarked
package dev.offboard.identity.credential;

import org.jspecify.annotations.NullMarked;
