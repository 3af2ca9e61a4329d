package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.note.Notes;
import dev.offboard.orchestrator.saga.Offboarding;
import java.util.List;
import org.springframework.stereotype.Component;

/// One offboarding with its history, for whoever asks: the only place where notes are decrypted.
@Component
public final class OffboardingViews {
  private final Offboardings offboardings;
  private final Notes notes;

  OffboardingViews(Offboardings offboardings, Notes notes) {
    this.offboardings = offboardings;
    this.notes = notes;
  }

  /// @throws ApiProblem 404 if there is none
  public OffboardingView show(OffboardingId id) {
    return show(offboardings.find(id).orElseThrow(() -> OffboardingRequests.unknown(id)));
  }

  /// @throws ApiProblem 404 if there is none that the caller sees
  public Offboarding find(Caller caller, OffboardingId id) {
    return offboardings
        .find(id)
        .filter(found -> caller.sees(found.user().tenantId()))
        .orElseThrow(() -> OffboardingRequests.unknown(id));
  }

  public OffboardingView show(Offboarding offboarding) {
    List<StateChange> history = offboardings.historyOf(offboarding);
    return OffboardingView.whole(offboarding, history, notes.read(offboarding.user(), history));
  }
}
