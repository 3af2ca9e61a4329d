package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fence;
import java.util.Map;
import java.util.Set;

/// What is known, under lock, of the users that are being put: their accounts, their fences, who
/// holds the user names asked for, and whose password is a new one.
record Known(
    TenantId tenantId,
    Map<UserId, Account> accounts,
    Map<UserRef, Fence> fences,
    Map<String, UserId> holders,
    Set<UserId> newPasswords) {}
