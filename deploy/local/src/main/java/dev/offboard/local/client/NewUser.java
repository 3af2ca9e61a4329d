package dev.offboard.local.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A user as identity is told about it. Field names are those of its interface.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewUser(
    String userId,
    String userName,
    String kind,
    @Nullable String displayName,
    @Nullable String mail,
    @Nullable String externalId,
    @Nullable String otherContractUntil,
    @JsonProperty("administrator") @Nullable Boolean isAdministrator) {
  /// Without another contract.
  public NewUser(
      String userId,
      String userName,
      String kind,
      @Nullable String displayName,
      @Nullable String mail,
      @Nullable String externalId) {
    this(userId, userName, kind, displayName, mail, externalId, null, null);
  }

  /// Without names and mail addresses: it may end up in a log.
  @Override
  public String toString() {
    return "NewUser[%s]".formatted(userId);
  }
}
