package dev.offboard.orchestrator.plan;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody asks for.
///
/// @param effectiveAt absent means as soon as it may
/// @param revoke what a role change takes; empty when it is about the whole user
public record Wanted(
    UserRef user,
    ReasonCode reason,
    PolicySnapshot policy,
    @Nullable Instant effectiveAt,
    List<HeldRole> revoke) {
  public Wanted {
    revoke = List.copyOf(revoke);
  }
}
