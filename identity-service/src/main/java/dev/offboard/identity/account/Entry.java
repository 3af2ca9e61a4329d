package dev.offboard.identity.account;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// What a caller wants a user to be. `password`, `isProtected` and `isAdministrator` absent leave
/// all as they are: a second import must neither lock users out nor take the protection off an
/// account.
record Entry(
    UserId userId,
    UserKind kind,
    Profile profile,
    @Nullable Boolean isProtected,
    @Nullable Boolean isAdministrator,
    @Nullable Password password) {

  Account asNew(TenantId tenantId, Epoch epoch) {
    return account(
        tenantId, epoch, Boolean.TRUE.equals(isProtected), Boolean.TRUE.equals(isAdministrator));
  }

  Account appliedTo(Account existing) {
    return account(
        existing.tenantId(),
        existing.epoch(),
        isProtected == null ? existing.isProtected() : isProtected,
        isAdministrator == null ? existing.isAdministrator() : isAdministrator);
  }

  private Account account(
      TenantId tenantId, Epoch epoch, boolean protection, boolean administration) {
    return new Account(
        tenantId,
        userId,
        kind,
        AccountStatus.ACTIVE,
        epoch,
        protection,
        administration,
        profile.userName().value(),
        profile.displayName(),
        profile.mail(),
        profile.externalId(),
        profile.otherContractUntil());
  }
}
