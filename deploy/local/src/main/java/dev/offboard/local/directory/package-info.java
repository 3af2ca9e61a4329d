/// Bringing people and what they may do into the platform from files as other systems export them:
/// SCIM users and a CSV of grants, and the sample company that ships. Reads and judges files
/// without any service; `Import` is the only class here that talks to one.
@NullMarked
package dev.offboard.local.directory;

import org.jspecify.annotations.NullMarked;
