package dev.offboard.entitlement.application;

import dev.offboard.contracts.TenantId;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An application and the roles it knows, sorted. One without roles grants nothing.
@MappedEntity("application")
record Application(
    @EmbeddedId Key key,
    @TypeDef(type = DataType.STRING, converter = Columns.OfName.class)
        @Nullable ApplicationName name,
    @TypeDef(type = DataType.STRING_ARRAY, converter = Columns.OfRoles.class)
        List<RoleName> roles) {

  @Embeddable
  record Key(
      @MappedProperty("tenant_id")
          @TypeDef(type = DataType.STRING, converter = Columns.OfTenantId.class)
          TenantId tenantId,
      @MappedProperty("application_id")
          @TypeDef(type = DataType.STRING, converter = Columns.OfApplicationId.class)
          ApplicationId applicationId) {}
}
