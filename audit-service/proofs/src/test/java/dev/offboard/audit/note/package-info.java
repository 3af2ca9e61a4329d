/// The examples of the specifications, and everything next to them that must be refused.
@NullMarked
package dev.offboard.audit.note;

import org.jspecify.annotations.NullMarked;
