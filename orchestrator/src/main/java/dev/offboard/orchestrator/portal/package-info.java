/// The portal's own pages, which lead to those of the concepts. May use `page` and whatever it
/// shows.
@NullMarked
package dev.offboard.orchestrator.portal;

import org.jspecify.annotations.NullMarked;
