package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import java.util.List;
import java.util.Optional;

/// What a saga is: a phase that can be undone, its compensation, a grace period, perhaps a pivot,
/// and the seal. The states and their order are the engine's ([Transition]); the definition says
/// what each phase announces, to whom and by when.
public record SagaDefinition(String name, int version, List<PhaseDefinition> phases) {
  public SagaDefinition {
    phases = List.copyOf(phases);
  }

  public PhaseDefinition phase(Phase phase) {
    return phases.stream()
        .filter(definition -> definition.phase() == phase)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "saga %s v%d defines no phase %s; define it before an offboarding can enter it"
                        .formatted(name, version, phase.wireName())));
  }

  /// The one that this saga defines.
  private PhaseDefinition either(Phase ofRoles, Phase ofTheWhole) {
    boolean isOfRoles = phases.stream().anyMatch(definition -> definition.phase() == ofRoles);
    return phase(isOfRoles ? ofRoles : ofTheWhole);
  }

  /// The phase whose participants are awaited in `state`; empty where nobody is.
  public Optional<PhaseDefinition> awaitedIn(OffboardingState state) {
    return switch (state) {
      case REVOKING -> Optional.of(either(Phase.WITHDRAW, Phase.REVOKE));
      case VERIFYING -> Optional.of(phase(Phase.VERIFY));
      case ERASING -> Optional.of(phase(Phase.ERASE));
      case SEALING -> Optional.of(phase(Phase.SEAL));
      case REINSTATING -> Optional.of(either(Phase.RESTORE, Phase.REINSTATE));
      case AWAITING_APPROVAL, SCHEDULED, REVOKED, COMPLETED, REINSTATED, CANCELLED, UNKNOWN ->
          Optional.empty();
    };
  }
}
