/// A service's database in memory, for tests that simulate: transactions that roll back, tables, an
/// inbox and an outbox, and a place to be killed at every boundary. Twins of the real ones; a slice
/// test shows that both agree. For one thread, and for test scope only.
@NullMarked
package dev.offboard.messaging.testkit.memory;

import org.jspecify.annotations.NullMarked;
