/// What is left to do in applications outside: one durable task per step and application, made in
/// the transaction of the announcement, called by workers that may die at any moment, or done by
/// the application's owner. May depend on `connection` and `connector`.
@NullMarked
package dev.offboard.entitlement.task;

import org.jspecify.annotations.NullMarked;
