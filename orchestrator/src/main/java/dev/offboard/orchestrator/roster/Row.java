package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row of a roster, as it was found and as it went.
///
/// @param line of the file; of a whole tenant, the place in the list
/// @param tenantId absent where none could be read
/// @param userId absent where nobody was found
/// @param outcome absent until it was its turn
/// @param code why it was refused; of one that can't be read, the column
public record Row(
    int line,
    @Nullable TenantId tenantId,
    @Nullable UserId userId,
    Finding finding,
    ReasonCode reason,
    @Nullable Instant effectiveAt,
    @Nullable Outcome outcome,
    @Nullable String code,
    @Nullable OffboardingId offboardingId) {
  /// What became of it.
  public enum Outcome {
    /// It has an offboarding, which waits for an approval.
    BEGAN,
    /// There was one by then.
    EXISTING,
    /// It is not possible any more.
    REFUSED
  }

  static Row found(Entry entry, Finding finding, ReasonCode reason, @Nullable UserId user) {
    return new Row(
        entry.line(),
        entry.tenantId(),
        user,
        finding,
        reason,
        entry.effectiveAt(),
        null,
        finding == Finding.UNREADABLE ? Objects.requireNonNullElse(entry.unfit(), "reason") : null,
        null);
  }

  /// Null where nobody was found.
  public @Nullable UserRef user() {
    return tenantId == null || userId == null ? null : new UserRef(tenantId, userId);
  }
}
