package dev.offboard.identity.tenant;

import dev.offboard.contracts.TenantId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.model.DataType;

/// An organisation and its name.
@MappedEntity("tenant")
public record Tenant(
    @Id @MappedProperty(converter = TenantIdColumn.class, type = DataType.STRING) TenantId tenantId,
    String name) {}
