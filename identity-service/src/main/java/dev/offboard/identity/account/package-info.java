/// The users of a tenant: who they are, whether they may have access, under which epoch. May depend
/// on `tenant`; what a password is it learns through [NewPasswords] only.
@NullMarked
package dev.offboard.identity.account;

import org.jspecify.annotations.NullMarked;
