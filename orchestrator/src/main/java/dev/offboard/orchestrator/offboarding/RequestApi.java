package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.RequestAnswers.RequestAnswer;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class RequestApi {
  private final RequestAnswers answers;

  RequestApi(RequestAnswers answers) {
    this.answers = answers;
  }

  /// By the `ce_id` of the message.
  @GetMapping("/api/requests/{id}")
  RequestAnswer getRequest(Caller caller, @PathVariable UUID id) {
    return answers
        .find(id)
        .filter(answer -> caller.sees(new TenantId(answer.tenantId())))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "request-unknown",
                    "No message %s has been answered: it has not come yet, or it could not be read and is on offboarding.requests-dlt."
                        .formatted(id)));
  }
}
