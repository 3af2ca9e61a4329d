package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.offboarding.OffboardingRequests.Answer;
import dev.offboard.orchestrator.saga.Offboarding;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/offboardings")
final class OffboardingApi {
  private static final int MOST_PER_PAGE = 500;

  private final OffboardingRequests requests;
  private final Undoing undoing;
  private final Offboardings offboardings;
  private final OffboardingSearch search;
  private final Clock clock;

  OffboardingApi(
      OffboardingRequests requests,
      Undoing undoing,
      Offboardings offboardings,
      OffboardingSearch search,
      Clock clock) {
    this.requests = requests;
    this.undoing = undoing;
    this.offboardings = offboardings;
    this.search = search;
    this.clock = clock;
  }

  record UndoBody(@Nullable String note) {}

  record ListView(List<OffboardingView> items, @Nullable String nextCursor) {}

  /// 202 for what this request begins or began (the same key again), 200 with the one that exists
  /// if the user is being offboarded already.
  @PostMapping
  ResponseEntity<OffboardingView> request(
      Caller caller,
      @RequestBody OffboardingBody body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
    OffboardingRequest request = body.checked(idempotencyKey, clock.instant());
    caller.mustSee(request.user().tenantId());
    return switch (requests.request(request, caller.initiator(Role.REQUESTER))) {
      case Answer.Began began ->
          answer(
              HttpStatus.ACCEPTED,
              OffboardingView.whole(began.decision().next(), began.decision().stateChanges()));
      case Answer.Repeated repeated -> answer(HttpStatus.ACCEPTED, show(repeated.id()));
      case Answer.Existing existing -> answer(HttpStatus.OK, show(existing.id()));
    };
  }

  @GetMapping("/{id}")
  OffboardingView get(Caller caller, @PathVariable UUID id) {
    return show(require(caller, id));
  }

  /// The latest request first.
  @GetMapping
  ListView list(
      Caller caller,
      @RequestParam(required = false) @Nullable TenantId tenantId,
      @RequestParam(required = false) @Nullable UserId userId,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Boolean needsAttention,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (limit < 1 || limit > MOST_PER_PAGE) {
      throw invalid("limit", "%d (expected: 1 to %d)".formatted(limit, MOST_PER_PAGE));
    }
    OffboardingSearch.Page page =
        search.find(
            new OffboardingSearch.Filter(
                caller.limit(tenantId), userId, state(state), needsAttention),
            Cursor.read(cursor),
            limit);
    return new ListView(
        page.offboardings().stream().map(OffboardingView::brief).toList(), Cursor.of(page.next()));
  }

  /// 202 also when the undo had been asked for before; 409 with the state once nothing can be given
  /// back.
  @PostMapping("/{id}/undo")
  ResponseEntity<OffboardingView> undo(
      Caller caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable UndoBody body) {
    String note = body == null ? null : OffboardingBody.checkedNote(body.note());
    Offboarding undone =
        undoing.undo(require(caller, id).id(), note, caller.initiator(Role.OPERATOR));
    return answer(HttpStatus.ACCEPTED, show(undone));
  }

  private Offboarding require(Caller caller, UUID id) {
    OffboardingId wanted = new OffboardingId(id);
    return offboardings
        .find(wanted)
        .filter(found -> caller.sees(found.user().tenantId()))
        .orElseThrow(() -> OffboardingRequests.unknown(wanted));
  }

  private OffboardingView show(OffboardingId id) {
    return show(offboardings.find(id).orElseThrow(() -> OffboardingRequests.unknown(id)));
  }

  private OffboardingView show(Offboarding offboarding) {
    return OffboardingView.whole(offboarding, offboardings.historyOf(offboarding));
  }

  private static ResponseEntity<OffboardingView> answer(HttpStatus status, OffboardingView view) {
    return ResponseEntity.status(status)
        .location(URI.create("/api/offboardings/" + view.id()))
        .body(view);
  }

  private static @Nullable OffboardingState state(@Nullable String code) {
    if (code == null) {
      return null;
    }
    OffboardingState state = OffboardingState.ofCode(code);
    if (state == OffboardingState.UNKNOWN) {
      throw invalid(
          "state",
          "expected one of "
              + Arrays.stream(OffboardingState.values())
                  .filter(known -> known != OffboardingState.UNKNOWN)
                  .map(OffboardingState::name)
                  .collect(Collectors.joining(", ")));
    }
    return state;
  }

  private static ApiProblem invalid(String field, String what) {
    return ApiProblem.badRequest("invalid-value", "%s: %s.".formatted(field, what))
        .with("field", field);
  }
}
