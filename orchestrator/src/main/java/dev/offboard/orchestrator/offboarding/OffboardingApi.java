package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.offboarding.OffboardingRequests.Answer;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/offboardings")
final class OffboardingApi {
  private final OffboardingRequests requests;
  private final Undoing undoing;
  private final AskingAgain askingAgain;
  private final OffboardingViews views;
  private final Clock clock;

  OffboardingApi(
      OffboardingRequests requests,
      Undoing undoing,
      AskingAgain askingAgain,
      OffboardingViews views,
      Clock clock) {
    this.requests = requests;
    this.undoing = undoing;
    this.askingAgain = askingAgain;
    this.views = views;
    this.clock = clock;
  }

  record UndoBody(@Nullable String note) {}

  /// 202 for what this request begins or began (the same key again), 200 with the one that exists
  /// if the user is being offboarded already.
  @PostMapping
  ResponseEntity<OffboardingView> request(
      Caller caller,
      @RequestBody OffboardingBody body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
    OffboardingRequest request = body.checked(idempotencyKey, clock.instant());
    caller.mustSee(request.user().tenantId());
    Party requester = new Party(caller.initiator(Role.REQUESTER), caller.person());
    return switch (requests.request(request, requester)) {
      case Answer.Began began -> answer(HttpStatus.ACCEPTED, begun(began.decision(), body.note()));
      case Answer.Repeated repeated -> answer(HttpStatus.ACCEPTED, views.show(repeated.id()));
      case Answer.Existing existing -> answer(HttpStatus.OK, views.show(existing.id()));
    };
  }

  @GetMapping("/{id}")
  OffboardingView get(Caller caller, @PathVariable UUID id) {
    return views.show(views.find(caller, new OffboardingId(id)));
  }

  /// 202 also when the undo had been asked for before; 409 with the state once nothing can be given
  /// back; 403 for a requester who is no operator, unless it is their own and has not begun.
  @PostMapping("/{id}/undo")
  ResponseEntity<OffboardingView> undo(
      Caller caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable UndoBody body) {
    String note = body == null ? null : NoteText.checked(body.note());
    OffboardingId known = views.find(caller, new OffboardingId(id)).id();
    Offboarding undone = undoing.undo(known, note, caller);
    return answer(HttpStatus.ACCEPTED, views.show(undone));
  }

  /// Those who have not confirmed are asked again at once. 202 also when they have just been asked;
  /// 409 with the state where nobody is awaited.
  @PostMapping("/{id}/retry")
  ResponseEntity<OffboardingView> retry(Caller caller, @PathVariable UUID id) {
    OffboardingId known = views.find(caller, new OffboardingId(id)).id();
    return answer(HttpStatus.ACCEPTED, views.show(askingAgain.askAgain(known, caller)));
  }

  /// What was decided is what is stored, but for a note.
  private OffboardingView begun(Decision decision, @Nullable String note) {
    return note == null
        ? OffboardingView.whole(decision.next(), decision.stateChanges(), Map.of())
        : views.show(decision.next());
  }

  private static ResponseEntity<OffboardingView> answer(HttpStatus status, OffboardingView view) {
    return ResponseEntity.status(status)
        .location(URI.create("/api/offboardings/" + view.id()))
        .body(view);
  }
}
