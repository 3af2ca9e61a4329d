package dev.offboard.identity.credential;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.account.EpochColumn;
import dev.offboard.identity.account.UserIdColumn;
import dev.offboard.identity.tenant.TenantIdColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What may be told of an API key after it was shown: anything but the key.
@MappedEntity("api_key")
record ApiKey(
    @Id UUID keyId,
    @MappedProperty(converter = TenantIdColumn.class, type = DataType.STRING) TenantId tenantId,
    @MappedProperty(converter = UserIdColumn.class, type = DataType.STRING) UserId userId,
    @MappedProperty(converter = EpochColumn.class, type = DataType.INTEGER) Epoch epoch,
    @Nullable String label,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
