package dev.offboard.orchestrator.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A user of the directory, as people know them. Names are for pages, never for logs.
@JsonIgnoreProperties(ignoreUnknown = true)
public record Account(
    TenantId tenantId,
    UserId userId,
    String kind,
    String status,
    @JsonProperty("protected") @Nullable Boolean isProtected,
    @Nullable String userName,
    @Nullable String displayName,
    @Nullable String mail) {
  public Account {
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(status, "status");
  }

  /// What to call them: of an erased one only the id is left.
  public String name() {
    if (displayName != null) {
      return displayName;
    }
    return userName != null ? userName : userId.value();
  }

  public boolean isActive() {
    return status.equals("ACTIVE");
  }

  public boolean isErased() {
    return status.equals("ERASED");
  }

  public boolean isUntouchable() {
    return Boolean.TRUE.equals(isProtected);
  }

  @Override
  public String toString() {
    return "Account[%s/%s]".formatted(tenantId, userId);
  }
}
