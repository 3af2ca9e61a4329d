package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.LogSource;
import dev.offboard.contracts.OffboardingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /// The last checkpoint of each day in the period, the oldest first.
  public List<SignedCheckpoint> checkpoints(Period period) {
    List<SignedCheckpoint> checkpoints = new ArrayList<>();
    api.get("/api/checkpoints?from=%s&to=%s".formatted(period.from(), period.to()))
        .expect(200)
        .body()
        .path("checkpoints")
        .forEach(it -> checkpoints.add(SignedCheckpoint.parse(it.path("checkpoint").asText())));
    return checkpoints;
  }

  /// The latest checkpoint; none while the log is empty.
  public Optional<SignedCheckpoint> latestCheckpoint() {
    Answer answer = api.get("/checkpoint", "text/plain").expect(200, 404);
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(SignedCheckpoint.parse(answer.text()));
  }

  /// The hashes, in base64, that show that the log of `to` entries continues the one of `from`.
  public List<String> consistency(long from, long to) {
    List<String> hashes = new ArrayList<>();
    api.get("/api/proofs/consistency?from=%d&to=%d".formatted(from, to))
        .expect(200)
        .body()
        .path("hashes")
        .forEach(hash -> hashes.add(hash.asText()));
    return hashes;
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
