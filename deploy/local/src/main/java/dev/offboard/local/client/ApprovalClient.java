package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What waits for somebody else's approval: offboardings alone, and batches of them.
public final class ApprovalClient {
  private static final String OFFBOARDINGS = "/api/offboardings/";
  private static final String BATCHES = "/api/approval-batches";
  private static final int NOT_FOUND = 404;

  private final Api api;

  ApprovalClient(Api api) {
    this.api = api;
  }

  /// Something that can be approved, as the orchestrator tells it.
  ///
  /// @param hash what an approver sends back
  public record Asked(UUID id, Kind kind, String hash, JsonNode json) {}

  /// What an id stands for.
  public enum Kind {
    /// One offboarding: approved by the hash of its plan.
    OFFBOARDING,
    /// Many: approved by the hash of their list.
    BATCH
  }

  /// What the id stands for; empty if there is neither.
  public Optional<Asked> find(UUID id) {
    Answer one = api.get(OFFBOARDINGS + id).expect(200, NOT_FOUND);
    if (one.status() != NOT_FOUND) {
      return Optional.of(
          new Asked(
              id,
              Kind.OFFBOARDING,
              one.body().path("approval").path("planHash").asText(),
              one.body()));
    }
    Answer many = api.get(BATCHES + "/" + id).expect(200, NOT_FOUND);
    return many.status() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(
            new Asked(id, Kind.BATCH, many.body().path("listHash").asText(), many.body()));
  }

  /// Batches that nobody has decided about, the latest first.
  public List<JsonNode> batches() {
    List<JsonNode> all = new ArrayList<>();
    api.get(BATCHES).expect(200).body().path("batches").forEach(all::add);
    return all;
  }

  /// Approves exactly what was asked then; the answer is how it stands afterwards.
  ///
  /// @throws ServiceRefusal with status 403 for whoever may not, 409 if something else is asked now
  public JsonNode approve(Asked asked, Optional<String> note) {
    return switch (asked.kind()) {
      case OFFBOARDING -> post(asked, "approval", body("planHash", asked.hash(), note));
      case BATCH -> post(asked, "approval", body("listHash", asked.hash(), Optional.empty()));
    };
  }

  /// Says no, with a code.
  ///
  /// @throws ServiceRefusal with status 409 if it waits no longer
  public JsonNode deny(Asked asked, String reason, Optional<String> note) {
    return switch (asked.kind()) {
      case OFFBOARDING -> post(asked, "denial", body("reason", reason, note));
      case BATCH -> post(asked, "denial", body("reason", reason, Optional.empty()));
    };
  }

  private JsonNode post(Asked asked, String what, Map<String, String> body) {
    String path =
        switch (asked.kind()) {
          case OFFBOARDING -> OFFBOARDINGS + asked.id();
          case BATCH -> BATCHES + "/" + asked.id();
        };
    return api.post(path + "/" + what, body).expect(200).body();
  }

  private static Map<String, String> body(String field, String value, Optional<String> note) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put(field, value);
    note.ifPresent(text -> body.put("note", text));
    return body;
  }
}
