/// Tests of the pages of the audit log.
@NullMarked
package dev.offboard.orchestrator.portal.audit;

import org.jspecify.annotations.NullMarked;
