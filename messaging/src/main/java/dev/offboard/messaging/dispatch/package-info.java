/// Polled batches become transactions: one per batch (a large one is taken in portions), record by
/// record only when a batch fails, and a poison record is set aside on the dead letter topic. May
/// depend on `wire`, `authenticity`, `inbox`, `outbox` and `tenancy`.
@NullMarked
package dev.offboard.messaging.dispatch;

import org.jspecify.annotations.NullMarked;
