/// The calls to applications outside: signed webhooks and SCIM, over a client that reaches
/// permitted addresses only, each application behind its own breaker, bulkhead, rate limit and time
/// limit. Knows no database and no transaction. May depend on `connection`.
@NullMarked
package dev.offboard.entitlement.connector;

import org.jspecify.annotations.NullMarked;
