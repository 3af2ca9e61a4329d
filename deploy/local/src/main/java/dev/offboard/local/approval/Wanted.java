package dev.offboard.local.approval;

import dev.offboard.local.client.ApprovalClient;
import dev.offboard.local.client.ApprovalClient.Asked;
import dev.offboard.local.journal.PlatformFailure;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an id on the command line stands for.
final class Wanted {
  private Wanted() {}

  static Asked found(ApprovalClient approvals, @Nullable UUID id) {
    if (id == null) {
      throw new IllegalStateException("ID is required");
    }
    return approvals
        .find(id)
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "There is no offboarding and no batch %s. Nothing was done; see `offboard approvals`"
                        .formatted(id)));
  }
}
