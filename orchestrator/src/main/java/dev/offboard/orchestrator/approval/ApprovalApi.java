package dev.offboard.orchestrator.approval;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.NoteText;
import dev.offboard.orchestrator.offboarding.OffboardingView;
import dev.offboard.orchestrator.offboarding.OffboardingViews;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/offboardings/{id}")
final class ApprovalApi {
  private final Judging judging;
  private final OffboardingViews views;

  ApprovalApi(Judging judging, OffboardingViews views) {
    this.judging = judging;
    this.views = views;
  }

  record ApprovalBody(@Nullable String planHash, @Nullable String note) {}

  record DenialBody(@Nullable ReasonCode reason, @Nullable String note) {}

  /// Approves exactly the plan that has this hash.
  @PostMapping("/approval")
  OffboardingView approve(Caller caller, @PathVariable UUID id, @RequestBody ApprovalBody body) {
    String planHash = required("planHash", body.planHash());
    String note = NoteText.checked(body.note());
    Offboarding known = views.find(caller, new OffboardingId(id));
    return views.show(judging.approve(known, party(caller), planHash, note));
  }

  /// Says no; the offboarding is cancelled.
  @PostMapping("/denial")
  OffboardingView deny(Caller caller, @PathVariable UUID id, @RequestBody DenialBody body) {
    ReasonCode reason = required("reason", body.reason());
    String note = NoteText.checked(body.note());
    Offboarding known = views.find(caller, new OffboardingId(id));
    return views.show(judging.deny(known.id(), party(caller), reason, note));
  }

  static Party party(Caller caller) {
    return new Party(new Initiator(caller.subject(), Role.APPROVER.wireName()), caller.person());
  }

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw ApiProblem.badRequest(
              "invalid-value", "%s: is missing. Nothing was done.".formatted(field))
          .with("field", field);
    }
    return value;
  }
}
