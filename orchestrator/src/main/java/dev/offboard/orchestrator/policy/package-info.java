/// Reasons and the policies they name: from configuration, or as administrators have activated
/// them, version by version. May depend on `saga` for the snapshot an offboarding keeps, on `rule`,
/// and on `access`, which tells the audit of every activation.
@NullMarked
package dev.offboard.orchestrator.policy;

import org.jspecify.annotations.NullMarked;
