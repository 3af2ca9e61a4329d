package dev.offboard.orchestrator.offboarding;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.util.UUID;

/// A caller's `Idempotency-Key`, what was asked under it, and what it led to.
@MappedEntity("idempotency_key")
record IdempotencyKey(@EmbeddedId Key key, String requestHash, UUID offboardingId) {

  @Embeddable
  record Key(@MappedProperty("tenant_id") String tenantId, @MappedProperty("key") String key) {}
}
