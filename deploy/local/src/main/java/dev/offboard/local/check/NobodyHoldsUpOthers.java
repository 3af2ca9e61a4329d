package dev.offboard.local.check;

import dev.offboard.local.delivery.Letters;
import dev.offboard.local.delivery.Position;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// I13. A consumer that stands at the same record for longer than the grace, while it has something
/// to read, holds up everybody behind that record.
final class NobodyHoldsUpOthers implements Invariant {
  /// A consumer that works at all moves on within one batch.
  private static final Duration MOVES_WITHIN = Duration.ofSeconds(15);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Pattern OFFBOARDING =
      Pattern.compile("\"offboardingId\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");

  @Override
  public String id() {
    return "I13";
  }

  @Override
  public String claim() {
    return "no record holds up those behind it";
  }

  @Override
  public List<Violation> violations(Look look) {
    Map<Position, ConsumerRecord<byte[], byte[]>> standing = look.letters().next(positions(look));
    Instant tooOld = Instant.now().minus(look.grace());
    standing.values().removeIf(record -> Letters.saidAt(record).isAfter(tooOld));
    new Patience(MOVES_WITHIN, LOOK_EVERY)
        .until(
            () -> {
              if (!standing.isEmpty()) {
                List<Position> now = positions(look);
                standing.keySet().removeIf(it -> now.stream().noneMatch(it::isSameAs));
              }
              return standing.isEmpty();
            });
    return standing.entrySet().stream().map(it -> violation(it.getKey(), it.getValue())).toList();
  }

  /// Of every consumer that has something to read.
  private static List<Position> positions(Look look) {
    List<Position> all = new ArrayList<>();
    look.offsets()
        .topicsByConsumer()
        .forEach(
            (consumer, topics) ->
                look.offsets().positions(consumer, topics).stream()
                    .filter(it -> it.lag() > 0)
                    .forEach(all::add));
    return all;
  }

  private static Violation violation(Position at, ConsumerRecord<byte[], byte[]> record) {
    return new Violation(
        offboarding(record),
        "%s stands at %s@%d, a record of %s, and reads nothing behind it; see its log"
            .formatted(at.consumer(), at.partition(), at.committed(), Letters.saidAt(record)));
  }

  private static Optional<String> offboarding(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    Matcher id =
        OFFBOARDING.matcher(
            new String(record.value(), java.nio.charset.StandardCharsets.ISO_8859_1));
    return id.find() ? Optional.of(id.group(1)) : Optional.empty();
  }
}
