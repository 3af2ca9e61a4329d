/// Offboardings as they are kept and served: the aggregate with its steps and history, requests
/// with their idempotency keys, the API. May depend on `saga`, `policy`, `plan`, `bulk` and
/// `directory`.
@NullMarked
package dev.offboard.orchestrator.offboarding;

import org.jspecify.annotations.NullMarked;
