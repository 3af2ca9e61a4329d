package dev.offboard.local.demo;

import dev.offboard.local.certificate.CheckedCertificate;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.offboarding.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the demonstration showed.
///
/// @param seconds from the start of the command to COMPLETED
/// @param auditEntries how many state changes the audit log tells of
/// @param certificate what the audit log vouches for
record DemoResult(
    OffboardingView offboarding,
    double seconds,
    Access before,
    Access after,
    int auditEntries,
    CheckedCertificate certificate) {

  /// True when the user could get in before and can't any more, all of it is done, and the audit
  /// log tells of every state change and proves it.
  boolean holds() {
    return before.everything()
        && after.nothing()
        && offboarding.completedAt().isPresent()
        && offboarding.needsAttention().isEmpty()
        && auditEntries == offboarding.history().size()
        && certificate.isVerified();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", offboarding.state());
    json.put("offboardingId", offboarding.id().toString());
    json.put("seconds", seconds);
    json.put("timeline", Timeline.of(offboarding).entries());
    json.put("refusedAfterwards", after.refused());
    json.put("certificate", certificate.json());
    return json;
  }
}
