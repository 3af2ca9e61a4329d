package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Offboardings: request, look at, undo.
public final class OffboardingClient {
  private static final String PATH = "/api/offboardings";
  private static final int PAGE = 200;

  private final Api api;

  OffboardingClient(Api api) {
    this.api = api;
  }

  /// Asks for an offboarding; the answer is the one that is now under way, whether this began it or
  /// not. Carries a key of its own, so that a repeated call begins nothing twice.
  public Accepted request(OffboardingRequest request) {
    return request(request, UUID.randomUUID().toString());
  }

  /// The same under the caller's key: asked again under it, it is the same request.
  public Accepted request(OffboardingRequest request, String key) {
    Answer answer =
        api.postRepeatably(PATH, request.json(), Map.of("Idempotency-Key", key)).expect(200, 202);
    return new Accepted(
        OffboardingId.parse(answer.body().path("id").asText()),
        answer.status() == 202 ? Accepted.Kind.BEGUN : Accepted.Kind.UNDER_WAY_ALREADY);
  }

  /// The offboarding as it is now.
  public OffboardingView get(OffboardingId id) {
    return OffboardingView.of(json(id));
  }

  /// The same as the orchestrator wrote it.
  public JsonNode json(OffboardingId id) {
    return api.get(PATH + "/" + id).expect(200).body();
  }

  /// Its certificate, byte for byte.
  ///
  /// @throws ServiceRefusal with status 409 while it has not ended
  public String certificate(OffboardingId id) {
    return api.get("%s/%s/certificate".formatted(PATH, id)).expect(200).text();
  }

  /// The user's latest, if there was ever one.
  public Optional<OffboardingId> latestOf(UserRef user) {
    JsonNode page =
        api.get(
                "%s?tenantId=%s&userId=%s&limit=1"
                    .formatted(PATH, user.tenantId().value(), user.userId().value()))
            .expect(200)
            .body();
    return Optional.of(page.at("/items/0/id").asText())
        .filter(id -> !id.isEmpty())
        .map(OffboardingId::parse);
  }

  /// Gives back what was taken, if that is still possible.
  ///
  /// @throws ServiceRefusal with status 409 if it isn't
  public void undo(OffboardingId id, String note) {
    api.post("%s/%s/undo".formatted(PATH, id), Map.of("note", note)).expect(202);
  }

  /// Lets a user come back whose offboarding has completed; the answer is the run that does it.
  ///
  /// @throws ServiceRefusal with status 409 if there is nothing to come back from
  public OffboardingId rehire(UserRef user, String note) {
    Answer answer =
        api.post(
                "/api/re-hires",
                Map.of(
                    "tenantId", user.tenantId().value(),
                    "userId", user.userId().value(),
                    "note", note))
            .expect(202);
    return OffboardingId.parse(answer.body().path("id").asText());
  }

  /// The newest offboardings that pass the filter, as the orchestrator wrote them.
  ///
  /// @param most stop after so many
  public List<JsonNode> list(OffboardingFilter filter, int most) {
    List<JsonNode> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonNode page =
          api.get(PATH + filter.query(Math.min(PAGE, most - found.size()), cursor))
              .expect(200)
              .body();
      page.path("items").forEach(found::add);
      cursor = Optional.of(page.path("nextCursor").asText("")).filter(it -> !it.isEmpty());
    } while (cursor.isPresent() && found.size() < most);
    return found;
  }

  /// The offboarding that a request led to.
  public record Accepted(OffboardingId id, Kind kind) {
    /// Whether the request began it.
    public enum Kind {
      /// It did.
      BEGUN,
      /// Somebody had asked for it before, perhaps for another reason.
      UNDER_WAY_ALREADY
    }
  }
}
