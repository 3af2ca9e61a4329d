/// Whose rows the database shows: it is told with every connection that is taken, and policies in
/// it (`db/messaging/afterMigrate__tenants.sql`) hide all others. So a query that forgets its
/// tenant finds nothing of somebody else's.
@NullMarked
package dev.offboard.messaging.tenancy;

import org.jspecify.annotations.NullMarked;
