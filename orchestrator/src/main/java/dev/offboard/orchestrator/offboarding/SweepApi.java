package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/sweeps")
final class SweepApi {
  private final Sweeps sweeps;

  SweepApi(Sweeps sweeps) {
    this.sweeps = sweeps;
  }

  record SweepBody(@Nullable TenantId tenantId, @Nullable UserId userId) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Sweeps.Begun sweep(Caller caller, @RequestBody(required = false) @Nullable SweepBody body) {
    if (body == null) {
      return sweeps.begin(caller.tenant(), null);
    }
    if (body.userId() != null) {
      OffboardingBody.required("tenantId", body.tenantId());
    }
    return sweeps.begin(caller.limit(body.tenantId()), body.userId());
  }

  @GetMapping
  Sweeps.Progress getSweeps(Caller caller, @RequestParam Instant since) {
    return sweeps.since(since, caller.tenant());
  }
}
