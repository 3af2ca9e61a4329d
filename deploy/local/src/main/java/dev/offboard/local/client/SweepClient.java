package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sweeps: ask again about everybody who is deprovisioned.
public final class SweepClient {
  private static final String PATH = "/api/sweeps";

  private final Api api;

  SweepClient(Api api) {
    this.api = api;
  }

  /// Begins one, of a tenant or of all.
  public Begun begin(Optional<String> tenant) {
    JsonNode body =
        api.postRepeatably(PATH, tenant.map(id -> Map.of("tenantId", id)).orElse(Map.of()))
            .expect(202)
            .body();
    return new Begun(body.path("offboardings").asInt(), body.path("since").asText());
  }

  /// How far it is.
  public Progress progress(Begun sweep) {
    JsonNode body = api.get(PATH + "?since=" + sweep.since()).expect(200).body();
    List<OffboardingId> found = new ArrayList<>();
    body.path("found").forEach(id -> found.add(OffboardingId.parse(id.asText())));
    return new Progress(body.path("due").asLong() + body.path("underWay").asLong(), found);
  }

  /// @param since by the database's clock
  public record Begun(int offboardings, String since) {}

  /// @param open not asked yet, or not answered by all
  /// @param found offboardings that were opened again or begun because access was found
  public record Progress(long open, List<OffboardingId> found) {}
}
