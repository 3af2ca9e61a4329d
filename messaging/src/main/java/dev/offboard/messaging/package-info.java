/// How a word gets there. See the packages below; this one only wires them together.
@NullMarked
package dev.offboard.messaging;

import org.jspecify.annotations.NullMarked;
