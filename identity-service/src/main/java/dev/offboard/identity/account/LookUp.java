package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.PlainText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users of any tenants, to be looked up in one request.
record LookUp(@Nullable List<@Nullable Wanted> users) {
  static final int MOST_USERS = 500;

  /// A user to look up.
  record Wanted(@Nullable TenantId tenantId, @Nullable UserId userId) {}

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400, naming the field
  List<UserRef> checked() {
    if (users == null) {
      throw PlainText.invalid("users", "is missing");
    }
    if (users.size() > MOST_USERS) {
      throw PlainText.invalid(
          "users", "%d users (expected: at most %d)".formatted(users.size(), MOST_USERS));
    }
    return users.stream().map(LookUp::user).toList();
  }

  private static UserRef user(@Nullable Wanted wanted) {
    if (wanted == null) {
      throw PlainText.invalid("users", "null (expected: a user)");
    }
    if (wanted.tenantId == null) {
      throw PlainText.invalid("tenantId", "is missing");
    }
    if (wanted.userId == null) {
      throw PlainText.invalid("userId", "is missing");
    }
    return new UserRef(wanted.tenantId, wanted.userId);
  }

  /// In the order asked for.
  record Answers(List<Found> results) {}

  /// `status`, `epoch` and perhaps `otherContractUntil`, `protected`, `administrator` and
  /// `lastAdministrator` (that nobody else administers the tenant; these only if it is so) and
  /// `kind` of a user who is known, else `code`: `tenant-unknown` or `user-unknown`.
  record Found(
      TenantId tenantId,
      UserId userId,
      @Nullable AccountStatus status,
      @Nullable Integer epoch,
      @Nullable Instant otherContractUntil,
      @JsonProperty("protected") @Nullable Boolean isProtected,
      @JsonProperty("administrator") @Nullable Boolean isAdministrator,
      @JsonProperty("lastAdministrator") @Nullable Boolean isLastAdministrator,
      @Nullable UserKind kind,
      @Nullable String code) {}
}
