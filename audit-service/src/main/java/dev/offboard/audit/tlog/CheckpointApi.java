package dev.offboard.audit.tlog;

import dev.offboard.audit.checkpoint.Checkpoints;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class CheckpointApi {
  /// Ten years: a page has a line a day.
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private final Published published;
  private final Checkpoints issued;

  CheckpointApi(Published published, Checkpoints issued) {
    this.published = published;
    this.issued = issued;
  }

  record Past(long size, Instant issuedAt, String checkpoint) {}

  record PastView(List<Past> checkpoints) {}

  /// What was said in a period, for whoever did not listen: of each day the last.
  @GetMapping(path = "/api/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
  PastView past(@RequestParam Instant from, @RequestParam Instant to) {
    if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw ApiProblem.badRequest(
              "invalid-value",
              "from: %s (expected: not after to, %s, and at most %d days before it)"
                  .formatted(from, to, LONGEST.toDays()))
          .with("field", "from");
    }
    return new PastView(
        issued.lastOfEachDay(from, to).stream()
            .map(
                it ->
                    new Past(
                        it.checkpoint().checkpoint().head().size(),
                        it.at(),
                        it.checkpoint().toString()))
            .toList());
  }

  /// C2SP tlog-tiles, "Checkpoints".
  @GetMapping(path = "/checkpoint", produces = "text/plain;charset=UTF-8")
  ResponseEntity<String> checkpoint() {
    SignedCheckpoint checkpoint = published.checkpoint();
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(checkpoint.toString());
  }
}
