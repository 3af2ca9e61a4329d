package dev.offboard.audit.checkpoint;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while nothing is signed that should be. Entries are appended and offboardings go on all the
/// same, so it says nothing about readiness.
@Component
final class CheckpointsHealthIndicator implements HealthIndicator {
  private final Issuer issuer;

  CheckpointsHealthIndicator(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public Health health() {
    RuntimeException trouble = issuer.trouble();
    if (trouble == null) {
      return issuer
          .key()
          .map(key -> Health.up().withDetail("key", key.toString()).build())
          .orElseGet(() -> Health.up().withDetail("signs", false).build());
    }
    Health.Builder down = Health.down().withDetail("what", String.valueOf(trouble.getMessage()));
    return trouble instanceof SigningRefused refused
        ? down.withDetail("reason", refused.reason()).build()
        : down.build();
  }
}
