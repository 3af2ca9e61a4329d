package dev.offboard.identity.account;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// What a caller wants a user to be. `password` and `isProtected` absent leave both as they are: a
/// second import must neither lock users out nor take the protection off an account.
record Entry(
    UserId userId,
    UserKind kind,
    Profile profile,
    @Nullable Boolean isProtected,
    @Nullable Password password) {

  Account asNew(TenantId tenantId, Epoch epoch) {
    return account(tenantId, epoch, Boolean.TRUE.equals(isProtected));
  }

  Account appliedTo(Account existing) {
    return account(
        existing.tenantId(),
        existing.epoch(),
        isProtected == null ? existing.isProtected() : isProtected);
  }

  private Account account(TenantId tenantId, Epoch epoch, boolean protection) {
    return new Account(
        tenantId,
        userId,
        kind,
        AccountStatus.ACTIVE,
        epoch,
        protection,
        profile.userName().value(),
        profile.displayName(),
        profile.mail(),
        profile.externalId(),
        profile.otherContractUntil());
  }
}
