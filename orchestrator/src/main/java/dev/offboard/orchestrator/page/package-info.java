/// What all pages share: the layout, who is signed in, headers, and problems told to people. Knows
/// no concept of the platform; every package that has pages may use it.
@NullMarked
package dev.offboard.orchestrator.page;

import org.jspecify.annotations.NullMarked;
