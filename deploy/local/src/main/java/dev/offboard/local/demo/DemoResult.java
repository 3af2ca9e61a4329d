package dev.offboard.local.demo;

import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.offboarding.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the demonstration showed.
///
/// @param seconds from the start of the command to COMPLETED
/// @param auditEntries how many state changes the audit log tells of
record DemoResult(
    OffboardingView offboarding, double seconds, Access before, Access after, int auditEntries) {

  /// True when the user could get in before and can't any more, all of it is done, and the audit
  /// log tells of every state change.
  boolean holds() {
    return before.everything()
        && after.nothing()
        && offboarding.completedAt().isPresent()
        && offboarding.needsAttention().isEmpty()
        && auditEntries == offboarding.history().size();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", offboarding.state());
    json.put("offboardingId", offboarding.id().toString());
    json.put("seconds", seconds);
    json.put("timeline", Timeline.of(offboarding).entries());
    json.put("refusedAfterwards", after.refused());
    return json;
  }
}
