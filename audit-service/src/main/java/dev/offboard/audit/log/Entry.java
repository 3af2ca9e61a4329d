package dev.offboard.audit.log;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;

/// A leaf of the log, as it was appended and as it will always be. `body` is the canonical JSON,
/// byte for byte; the rest repeats what it says.
@MappedEntity("entry")
record Entry(
    @Id @MappedProperty("leaf_index") long index,
    @MappedProperty(converter = Columns.Kind.class) EntryKind kind,
    @MappedProperty(converter = Columns.Offboarding.class) OffboardingId offboardingId,
    @MappedProperty(converter = Columns.Tenant.class) TenantId tenantId,
    @MappedProperty(converter = Columns.User.class) UserId userId,
    @MappedProperty(converter = Columns.EpochNumber.class) Epoch epoch,
    Instant at,
    String body) {}
