package dev.offboard.orchestrator.deadletter;

import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.orchestrator.deadletter.DeadLetter.Origin;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Publishes a dead letter again where it came from, as it was: key, CloudEvents headers and body.
/// Consumers that handled it know its id; so twice is harmless.
///
/// Every replay is told to the audit. It is published inside the transaction that tells: if the
/// transaction then fails, the record was published without a word, but the caller hears of the
/// failure and replays again. Never the other way round: no entry of a replay that did not happen.
@Component
final class Replays {
  private static final Logger log = LoggerFactory.getLogger(Replays.class);

  /// Replays are rare; one key keeps them in order.
  private static final String KEY = "orchestrator/dead-letters";

  private static final Set<String> KEPT = Set.of("traceparent", "content-type");
  private static final String CLOUD_EVENTS = "ce_";

  private final DeadLetterTopics topics;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final Clock clock;

  Replays(DeadLetterTopics topics, Outbox outbox, TransactionOperations transactions, Clock clock) {
    this.topics = topics;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Returns when the record is on its topic and the audit will hear of it.
  void replay(DeadLetter letter, Origin origin, Initiator by) {
    transactions.executeWithoutResult(
        tx -> {
          outbox.append(
              List.of(new OutgoingMessage(Topics.HISTORY, KEY, replayed(letter, origin, by))));
          topics.publish(record(letter, origin));
        });
    log.info(
        "dead letter {} of {} (message {}) is published again to {}, by {}",
        letter.id(),
        letter.consumer(),
        letter.messageId(),
        origin.topic(),
        by.id());
  }

  private static ProducerRecord<byte[], byte[]> record(DeadLetter letter, Origin origin) {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : letter.letter().headers()) {
      if (header.key().startsWith(CLOUD_EVENTS) || KEPT.contains(header.key())) {
        headers.add(header);
      }
    }
    return new ProducerRecord<>(
        origin.topic(),
        origin.partition(),
        letter.letter().key(),
        letter.letter().value(),
        headers);
  }

  private DeadLetterReplayed replayed(DeadLetter letter, Origin origin, Initiator by) {
    UserRef user = letter.user();
    TenantId tenant = user == null ? null : user.tenantId();
    UserId userId = user == null ? null : user.userId();
    return new DeadLetterReplayed(
        letter.id().toString(),
        origin.topic(),
        origin.partition(),
        origin.offset(),
        letter.consumer(),
        letter.messageId(),
        letter.offboardingId(),
        tenant,
        userId,
        by,
        clock.instant());
  }
}
