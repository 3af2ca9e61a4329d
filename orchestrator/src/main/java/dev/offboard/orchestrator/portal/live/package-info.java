/// Tells open pages that what they show has changed, and never what: a page asks again as its
/// reader. Knows the table of offboardings and no page.
@NullMarked
package dev.offboard.orchestrator.portal.live;

import org.jspecify.annotations.NullMarked;
