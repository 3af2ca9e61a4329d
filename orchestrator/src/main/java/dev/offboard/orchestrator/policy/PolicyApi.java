package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Policies are the same for all tenants: everybody who follows offboardings reads them, global
/// administrators change them.
@RestController
@RequestMapping("/api/policies")
final class PolicyApi {
  private final Policies policies;
  private final PolicyActivation activation;

  PolicyApi(Policies policies, PolicyActivation activation) {
    this.policies = policies;
    this.activation = activation;
  }

  record PoliciesView(List<PolicyView> policies) {}

  record VersionsView(List<PolicyView> versions) {}

  @GetMapping
  PoliciesView listPolicies() {
    return new PoliciesView(policies.active().stream().map(PolicyView::of).toList());
  }

  @GetMapping("/{reason}")
  PolicyView getPolicy(@PathVariable String reason) {
    return PolicyView.of(activation.known(code(reason)));
  }

  @GetMapping("/{reason}/versions")
  VersionsView listPolicyVersions(@PathVariable String reason) {
    ReasonCode known = activation.known(code(reason)).policy().reason();
    return new VersionsView(policies.versions(known).stream().map(PolicyView::of).toList());
  }

  /// The version that counts from now on.
  @PostMapping("/{reason}/versions")
  @ResponseStatus(HttpStatus.CREATED)
  PolicyView activatePolicy(
      Caller caller, @PathVariable String reason, @RequestBody PolicyBody body) {
    return PolicyView.of(activation.activate(caller, code(reason), body));
  }

  private static ReasonCode code(String reason) {
    try {
      return new ReasonCode(reason);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound("reason-unknown", "There is no such policy. Nothing was done.");
    }
  }
}
