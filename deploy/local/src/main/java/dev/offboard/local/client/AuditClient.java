package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.audit.verify.LogSource;
import dev.offboard.contracts.OffboardingId;
import java.util.SortedMap;
import java.util.TreeMap;

/// The log of what happened.
public final class AuditClient {
  private static final int PAGE = 500;

  private final Api api;

  AuditClient(Api api) {
    this.api = api;
  }

  /// The log as the verifier reads it, by the paths of C2SP tlog-tiles.
  public LogSource log() {
    return path -> api.bytes("/" + path);
  }

  /// How many entries tell of the offboarding, by kind.
  public SortedMap<String, Integer> entriesOf(OffboardingId offboarding) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    String after = "";
    do {
      JsonNode page =
          api.get("/api/entries?offboardingId=%s&limit=%d%s".formatted(offboarding, PAGE, after))
              .expect(200)
              .body();
      page.path("entries")
          .forEach(entry -> counts.merge(entry.path("kind").asText(), 1, Integer::sum));
      after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
    } while (!after.isEmpty());
    return counts;
  }
}
