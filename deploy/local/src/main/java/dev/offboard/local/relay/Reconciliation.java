package dev.offboard.local.relay;

import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.delivery.Deliveries;
import dev.offboard.local.delivery.Letters;
import dev.offboard.local.delivery.Requests;
import dev.offboard.local.delivery.Skipped;
import dev.offboard.local.delivery.TopicOffsets;
import dev.offboard.local.delivery.Unread;
import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.kafka.TopicDefinition;
import dev.offboard.local.kafka.Topics;
import dev.offboard.local.postgres.DatabaseView;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Puts the relay right and publishes again what a consumer has missed, until nobody misses
/// anything. Whatever it does is harmless where nothing was wrong: it only makes what isn't there,
/// and consumers know by their inboxes what they have handled. May run at any time, also twice at
/// once.
public final class Reconciliation {
  /// Joining the group, making a slot and beginning to read.
  private static final Patience RELAY =
      new Patience(Duration.ofSeconds(90), Duration.ofMillis(250));

  /// Consumers handle thousands a second.
  private static final Patience HANDLED =
      new Patience(Duration.ofSeconds(90), Duration.ofSeconds(1));

  /// Thousands of rows each.
  private static final int MOST_ROUNDS = 50;

  private static final short ONE_BROKER = 1;

  private final Relay relay;
  private final Consumer<String> progress;

  /// @param progress gets a sentence about each thing that was done
  public Reconciliation(Relay relay, Consumer<String> progress) {
    this.relay = relay;
    this.progress = progress;
  }

  /// The parts of one installation's relay.
  public record Relay(
      OffboardDatabase database,
      KafkaAccess kafka,
      OutboxConnector connector,
      List<TopicDefinition> topics) {
    /// Copies the list so that a record stays what it was.
    public Relay {
      topics = List.copyOf(topics);
    }
  }

  /// What came of it.
  ///
  /// @param done a sentence about each thing that was done
  /// @param published rows that were published again
  /// @param left what a consumer still misses: it is down, or can't handle it
  public record Outcome(List<String> done, int published, List<Unread> left) {
    /// Copies the lists so that a record stays what it was.
    public Outcome {
      done = List.copyOf(done);
      left = List.copyOf(left);
    }
  }

  /// Returns when nothing is missing any more, or when consumers don't take what is offered.
  ///
  /// @param grace younger rows are under way, not missed
  /// @throws IllegalStateException if the database, Kafka or Connect can't be asked
  public Outcome run(Duration grace) {
    List<String> done = new ArrayList<>();
    Consumer<String> tell =
        sentence -> {
          done.add(sentence);
          progress.accept(sentence);
        };
    mendRelay(tell);
    int published = 0;
    try (DatabaseView database = view();
        TopicOffsets offsets = new TopicOffsets(relay.kafka());
        Letters letters = new Letters(relay.kafka(), offsets)) {
      Deliveries deliveries = new Deliveries(database, offsets, letters);
      Republisher republisher = new Republisher(database, relay.kafka());
      published += repeatRequests(new Requests(database, offsets, letters), republisher, tell);
      List<Unread> missed = deliveries.missed(grace);
      for (int round = 0; !missed.isEmpty() && round < MOST_ROUNDS; round++) {
        int sent = republisher.publish(missed);
        published += sent;
        tell.accept(summary(sent, missed));
        List<Unread> offered = missed;
        if (!HANDLED.until(() -> deliveries.stillMissed(offered).isEmpty())) {
          return new Outcome(done, published, deliveries.stillMissed(offered));
        }
        missed = deliveries.missed(grace);
      }
      return new Outcome(done, published, missed);
    }
  }

  /// A request that its consumer can't handle is set aside, and then it is no longer skipped.
  private static int repeatRequests(
      Requests requests, Republisher republisher, Consumer<String> tell) {
    List<Skipped> skipped = requests.skipped();
    if (!skipped.isEmpty()) {
      republisher.repeat(skipped);
      tell.accept("wrote %d requests again that had been skipped".formatted(skipped.size()));
      HANDLED.until(() -> requests.skipped().isEmpty());
    }
    return skipped.size();
  }

  private DatabaseView view() {
    return new DatabaseView(
        relay.database().access().jdbcUrl(OffboardDatabase.NAME),
        relay.database().access().user(),
        relay.database().access().password());
  }

  private static String summary(int sent, List<Unread> missed) {
    return "published %d messages again that %s had missed"
        .formatted(
            sent, missed.stream().map(it -> it.reader().consumer()).distinct().sorted().toList());
  }

  /// From the topics to the connector: each needs those before it.
  private void mendRelay(Consumer<String> tell) {
    int topics = new Topics(relay.kafka(), ONE_BROKER).create(relay.topics());
    if (topics > 0) {
      tell.accept("made %d topics that were gone".formatted(topics));
    }
    RelayRepair repair = new RelayRepair(relay.database(), relay.connector());
    repair.mendSlot().ifPresent(tell);
    repair.mendConnector().ifPresent(tell);
    if (!RELAY.until(repair::works)) {
      throw new IllegalStateException(
          "The relay does not work: connector %s, slot %s (expected: running, in use). Nothing was published again; see `offboard logs connect`"
              .formatted(relay.connector().state(), repair.slotState().words()));
    }
  }
}
