package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.tenant.TenantIdColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Transient;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user of a tenant as the directory knows it and as the API shows it. The epoch equals that of
/// the user's fence. An erased account has no profile, not even a user name.
@MappedEntity("account")
public record Account(
    @Id @MappedProperty(converter = TenantIdColumn.class, type = DataType.STRING) TenantId tenantId,
    @Id @MappedProperty(converter = UserIdColumn.class, type = DataType.STRING) UserId userId,
    UserKind kind,
    AccountStatus status,
    @MappedProperty(converter = EpochColumn.class, type = DataType.INTEGER) Epoch epoch,
    @MappedProperty("protected") @JsonProperty("protected") boolean isProtected,
    @MappedProperty("administrator") @JsonProperty("administrator") boolean isAdministrator,
    @Nullable String userName,
    @Nullable String displayName,
    @Nullable String mail,
    @Nullable String externalId,
    @Nullable Instant otherContractUntil) {

  @JsonIgnore
  @Transient
  public UserRef user() {
    return new UserRef(tenantId, userId);
  }
}
