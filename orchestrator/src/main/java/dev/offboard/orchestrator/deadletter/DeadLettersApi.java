package dev.offboard.orchestrator.deadletter;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/dead-letters")
final class DeadLettersApi {
  private static final int MOST = 1000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final DeadLetterTopics topics;
  private final Replays replays;
  private final JsonMapper json;

  DeadLettersApi(DeadLetterTopics topics, Replays replays, JsonMapper json) {
    this.topics = topics;
    this.replays = replays;
    this.json = json;
  }

  record DeadLetterList(List<DeadLetterView> items) {}

  /// The one set aside last first.
  @GetMapping
  DeadLetterList listDeadLetters(@RequestParam(defaultValue = "200") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiProblem.badRequest(
              "invalid-value", "limit: %d (expected: 1 to %d).".formatted(limit, MOST))
          .with("field", "limit");
    }
    List<DeadLetterView> newest =
        reading(() -> topics.newest(limit, letter -> DeadLetterView.brief(DeadLetter.of(letter))));
    return new DeadLetterList(
        newest.stream()
            .sorted(Comparator.comparing(DeadLetterView::setAsideAt).reversed())
            .limit(limit)
            .toList());
  }

  @GetMapping("/{id}")
  DeadLetterView getDeadLetter(@PathVariable String id) {
    return DeadLetterView.whole(find(id), json);
  }

  /// 202: it is on its topic again; whether its consumer can handle it now is seen there.
  @PostMapping("/{id}/replay")
  ResponseEntity<DeadLetterView> replayDeadLetter(Caller caller, @PathVariable String id) {
    DeadLetter letter = find(id);
    DeadLetter.Origin origin = letter.origin();
    if (origin == null) {
      throw ApiProblem.conflict(
          "origin-unknown",
          "Dead letter %s doesn't say where it came from. Nothing was done; see deploy/runbooks/dead-letters.md."
              .formatted(letter.id()));
    }
    reading(
        () -> {
          replays.replay(letter, origin, caller.initiator(Role.OPERATOR));
          return letter;
        });
    return ResponseEntity.status(HttpStatus.ACCEPTED).body(DeadLetterView.brief(letter));
  }

  private DeadLetter find(String id) {
    return DeadLetterId.parse(id)
        .flatMap(it -> reading(() -> topics.find(it)))
        .map(DeadLetter::of)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "dead-letter-unknown",
                    "There is no such dead letter, or it is no longer kept (expected:"
                        + " topic~partition~offset). Nothing was done."));
  }

  private static <T> T reading(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw ApiProblem.unavailable(
          "kafka-away", "Kafka does not answer. Nothing was changed; try again.", RETRY_AFTER);
    }
  }
}
