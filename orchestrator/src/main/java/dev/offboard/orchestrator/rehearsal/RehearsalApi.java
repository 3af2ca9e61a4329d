package dev.offboard.orchestrator.rehearsal;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.policy.Draft;
import dev.offboard.orchestrator.policy.PolicyActivation;
import dev.offboard.orchestrator.policy.PolicyBody;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class RehearsalApi {
  private final PolicyActivation activation;
  private final Rehearsals rehearsals;

  RehearsalApi(PolicyActivation activation, Rehearsals rehearsals) {
    this.activation = activation;
    this.rehearsals = rehearsals;
  }

  /// Changes nothing; the same body can be activated afterwards.
  @PostMapping("/api/policies/{reason}/simulation")
  Rehearsal simulatePolicy(@PathVariable String reason, @RequestBody PolicyBody body) {
    Draft draft = activation.draft(code(reason), body);
    if (!draft.problems().isEmpty()) {
      throw PolicyActivation.unfit(draft.problems());
    }
    return rehearsals.of(draft.policy());
  }

  private static ReasonCode code(String reason) {
    try {
      return new ReasonCode(reason);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound("reason-unknown", "There is no such policy. Nothing was done.");
    }
  }
}
