package dev.offboard.audit.tlog;

import dev.offboard.audit.checkpoint.Checkpoints;
import dev.offboard.audit.checkpoint.Issuer;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.messaging.chassis.ApiProblem;
import org.springframework.stereotype.Component;

/// What the log has vouched for. Nothing beyond it is served: nobody could verify it.
@Component
class Published {
  private final Issuer issuer;
  private final Checkpoints issued;

  Published(Issuer issuer, Checkpoints issued) {
    this.issuer = issuer;
    this.issued = issued;
  }

  /// @throws ApiProblem 404 before the first
  /// @throws dev.offboard.audit.checkpoint.SigningRefused while none may be published
  SignedCheckpoint checkpoint() {
    return issuer
        .latest()
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "checkpoint-none",
                    "No checkpoint was issued yet: the log is empty, or its first entries are"
                        + " younger than a moment."));
  }

  /// How much of the log is covered, also while signing is refused: tiles are evidence then.
  long size() {
    return issued.latest().map(it -> it.checkpoint().head().size()).orElse(0L);
  }
}
