package dev.offboard.orchestrator.bulk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much one requester may do to one tenant before somebody else is asked.
///
/// @param least so many in any case: a team that is let go in the morning
/// @param share of the tenant's active users, where that is more
/// @param window as far back as is counted
/// @param collectFor how long a batch takes more members; then its list is frozen and further ones
///   begin another
@ConfigurationProperties("offboard.blast-radius")
record BlastRadiusProperties(
    @DefaultValue("50") int least,
    @DefaultValue("0.05") double share,
    @DefaultValue("1h") Duration window,
    @DefaultValue("10m") Duration collectFor) {
  BlastRadiusProperties {
    if (least < 0 || share < 0 || !window.isPositive() || !collectFor.isPositive()) {
      throw new IllegalArgumentException(
          "offboard.blast-radius: least %d, share %s, window %s, collect-for %s (expected: least and share >= 0, window and collect-for > 0)"
              .formatted(least, share, window, collectFor));
    }
  }

  long limit(long activeUsers) {
    return Math.max(least, (long) Math.floor(share * activeUsers));
  }
}
