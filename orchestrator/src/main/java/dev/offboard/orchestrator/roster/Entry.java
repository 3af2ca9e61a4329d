package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row as it was written. The names in it are for looking up only.
///
/// @param line in the file, counted from 1
/// @param tenantId null if it can't be one
/// @param userId null if the row names somebody otherwise
/// @param unfit the column that can't be read; null if all of it could
record Entry(
    int line,
    @Nullable TenantId tenantId,
    @Nullable UserId userId,
    @Nullable String userName,
    @Nullable String mail,
    @Nullable ReasonCode reason,
    @Nullable Instant effectiveAt,
    @Nullable String unfit) {
  static Entry unreadable(int line, @Nullable TenantId tenantId, String unfit) {
    return new Entry(line, tenantId, null, null, null, null, null, unfit);
  }

  boolean isReadable() {
    return unfit == null;
  }

  @Override
  public String toString() {
    return "Entry[line %d]".formatted(line);
  }
}
