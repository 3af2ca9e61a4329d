package dev.offboard.orchestrator.backlog;

import dev.offboard.orchestrator.backlog.Backlog.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What was seen last. Answers at once, whatever Kafka does.
@Component
public class Backlogs {
  /// Longer than two looks with all their time-outs. What is older is not known any more.
  private static final Duration KNOWN_FOR = Duration.ofSeconds(30);

  private volatile @Nullable Seen last;

  /// All consumers as of one moment, by name.
  public record Seen(Instant at, List<Backlog> backlogs) {
    public Seen {
      backlogs = List.copyOf(backlogs);
    }
  }

  /// Empty if Kafka has not said it lately.
  public Optional<Seen> lately(Instant now) {
    return Optional.ofNullable(last)
        .filter(seen -> Duration.between(seen.at(), now).compareTo(KNOWN_FOR) < 0);
  }

  void saw(List<Position> positions, Instant at) {
    Seen before = last;
    Map<String, Backlog> known =
        before == null
            ? Map.of()
            : before.backlogs().stream()
                .collect(Collectors.toMap(it -> it.position().consumer(), Function.identity()));
    last =
        new Seen(
            at,
            positions.stream()
                .sorted(Comparator.comparing(Position::consumer))
                .map(position -> Backlog.of(position, known.get(position.consumer()), at))
                .toList());
  }
}
