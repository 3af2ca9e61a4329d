package dev.offboard.orchestrator.directory;

import dev.offboard.contracts.Epoch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the directory says about a user; everything else it knows stays there.
///
/// @param otherContractUntil until when the user is employed under another contract; absent when
///   there is none
/// @param isProtected identity-service refuses to touch the account, unless two approved
/// @param isAdministrator administers the tenant
/// @param isLastAdministrator nobody else does
/// @param kind how they belong to the tenant, such as `employee`; empty if the directory doesn't
///   say
public record DirectoryUser(
    Epoch epoch,
    String status,
    @Nullable Instant otherContractUntil,
    boolean isProtected,
    boolean isAdministrator,
    boolean isLastAdministrator,
    String kind) {
  private static final String ACTIVE = "ACTIVE";
  private static final String ERASED = "ERASED";

  public boolean isErased() {
    return ERASED.equals(status);
  }

  /// Whether there is something to take away. A status from a newer version is not active.
  public boolean isActive() {
    return ACTIVE.equals(status);
  }
}
