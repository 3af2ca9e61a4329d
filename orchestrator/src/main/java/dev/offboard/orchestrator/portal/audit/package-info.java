/// The audit log as auditors look at it: what it holds, and whether what it holds is proven. The
/// log is audit-service's; the mathematics is that of the verifier, which trusts neither. May
/// depend on `inventory`, `page` and `portal`.
@NullMarked
package dev.offboard.orchestrator.portal.audit;

import org.jspecify.annotations.NullMarked;
