/// Test support: one platform per test run for every broker and crash test of this module, and
/// readers of what it publishes. Used by the tests of other packages.
@NullMarked
package dev.offboard.local.platform;

import org.jspecify.annotations.NullMarked;
