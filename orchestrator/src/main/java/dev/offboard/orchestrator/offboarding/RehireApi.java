package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.saga.Offboarding;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class RehireApi {
  private final Rehires rehires;
  private final OffboardingViews views;

  RehireApi(Rehires rehires, OffboardingViews views) {
    this.rehires = rehires;
    this.views = views;
  }

  record RehireBody(@Nullable TenantId tenantId, @Nullable UserId userId, @Nullable String note) {}

  @PostMapping("/api/re-hires")
  ResponseEntity<OffboardingView> rehire(Caller caller, @RequestBody RehireBody body) {
    UserRef user =
        new UserRef(
            OffboardingBody.required("tenantId", body.tenantId()),
            OffboardingBody.required("userId", body.userId()));
    caller.mustSee(user.tenantId());
    Offboarding begun =
        rehires.rehire(user, NoteText.checked(body.note()), caller.initiator(Role.OPERATOR));
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .location(URI.create("/api/offboardings/" + begun.id()))
        .body(views.show(begun));
  }
}
