/// What all tests of the audit service share: one application on one real PostgreSQL.
@NullMarked
package dev.offboard.audit;

import org.jspecify.annotations.NullMarked;
