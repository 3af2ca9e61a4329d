package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import java.util.stream.Collectors;

/// Draws a definition and the table of transitions as a Mermaid state diagram.
final class SagaDiagram {
  private SagaDiagram() {}

  static String of(SagaDefinition definition) {
    StringBuilder lines = new StringBuilder("stateDiagram-v2\n");
    for (Transition transition : Transition.values()) {
      OffboardingState from = transition.from();
      line(
          lines,
          "%s --> %s : %s"
              .formatted(from == null ? "[*]" : from, transition.to(), transition.label()));
    }
    for (OffboardingState state : OffboardingState.values()) {
      if (state.isTerminal()) {
        line(lines, state + " --> [*]");
      }
      definition.awaitedIn(state).ifPresent(phase -> line(lines, note(state, phase)));
    }
    return lines.toString();
  }

  private static String note(OffboardingState state, PhaseDefinition phase) {
    return "note right of %s : %s announced to %s, due within %s"
        .formatted(
            state,
            phase.phase().wireName(),
            phase.participants().stream()
                .map(ParticipantName::value)
                .collect(Collectors.joining(" ")),
            phase.within());
  }

  private static void line(StringBuilder lines, String text) {
    lines.append("    ").append(text).append('\n');
  }
}
