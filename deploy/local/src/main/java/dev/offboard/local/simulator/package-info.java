/// The foreign side, for demonstrations and tests: a small SCIM application and a webhook receiver
/// on this machine, which fail, hang, lie or go away when told so over HTTP. Keeps everything in
/// memory; not for anything that matters.
@NullMarked
package dev.offboard.local.simulator;

import org.jspecify.annotations.NullMarked;
