package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.session.token.SessionId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One sign-in. `epoch` is that of the user's fence when it was opened and never changes;
/// `lastSeenAt` is when it was opened or last refreshed, so that reading a session writes nothing.
@MappedEntity("session")
public record Session(
    @Id SessionId id,
    @MappedProperty(converter = Columns.OfTenantId.class) TenantId tenantId,
    @MappedProperty(converter = Columns.OfUserId.class) UserId userId,
    @MappedProperty(converter = Columns.OfEpoch.class) Epoch epoch,
    @Nullable String device,
    @Nullable String clientId,
    SessionState state,
    @Nullable EndReason endReason,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    @Nullable Instant endedAt,
    @TypeDef(type = DataType.STRING_ARRAY, converter = Columns.OfApplications.class)
        @Nullable List<String> applications) {

  public UserRef user() {
    return new UserRef(tenantId, userId);
  }

  public boolean isLive(Instant now) {
    return state == SessionState.LIVE && now.isBefore(expiresAt);
  }
}
